/** A piece of SQL text that is already safe to insert. */
export class SqlText {
  constructor(readonly text: string) {}
}

export const identifier = (name: string): SqlText => new SqlText(`"${name.replaceAll('"', '""')}"`)

export const literal = (value: string | number | boolean | null): SqlText => {
  if (value === null) return new SqlText('NULL')
  return new SqlText(typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value))
}

/** Text that a person wrote as SQL. It runs only in the locked-down child process. */
export const userSql = (text: string): SqlText => new SqlText(`(${text}\n)`)

export const list = (parts: readonly SqlText[], separator = ', '): SqlText =>
  new SqlText(parts.map((part) => part.text).join(separator))

/** Builds SQL; only `SqlText` may be inserted, so that nothing slips in unquoted. */
export const sql = (strings: TemplateStringsArray, ...parts: SqlText[]): SqlText =>
  new SqlText(strings.reduce((text, string, index) => text + (parts[index - 1]?.text ?? '') + string))
