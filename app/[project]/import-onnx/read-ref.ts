/** `late@3`, `flights.csv@2`, or a name alone. */
export function readRef(text: string | undefined): { name: string; version?: number } | undefined {
  if (!text) return undefined
  const [, name, version] = /^(.+)@(\d{1,9})$/.exec(text) ?? []
  return name && version ? { name, version: Number(version) } : { name: text }
}
