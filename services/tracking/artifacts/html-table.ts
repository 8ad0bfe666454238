export interface CellTable {
  /** As many header rows as it has; their cells, and those of the body, as plain text. */
  head: string[][]
  body: string[][]
}

const mostRows = 200
const mostCells = 60
const longestCell = 400

/**
 * The table that pandas, polars and their like write as HTML, as text in cells. Nothing but `<table class="dataframe">` is
 * understood, and no tag, style or address of it survives.
 */
export function htmlTable(html: string): CellTable | undefined {
  const [, inside] = /<table[^>]*\bclass="[^"]*\bdataframe\b[^"]*"[^>]*>([\s\S]*?)<\/table>/i.exec(html) ?? []
  if (inside === undefined) return undefined
  const [, head = ''] = /<thead[^>]*>([\s\S]*?)<\/thead>/i.exec(inside) ?? []
  const rest = inside.replace(/<thead[^>]*>[\s\S]*?<\/thead>/i, '')
  const body = rowsOf(rest)
  return body.length + head.length > 0 ? { head: rowsOf(head), body } : undefined
}

const rowsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/gi)]
    .slice(0, mostRows)
    .map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/gi)].slice(0, mostCells).map(([, cell = '']) => plain(cell)),
    )

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#\d+|#x[\da-f]+|\w+);/gi, (whole, name: string) => entity(name.toLowerCase()) ?? whole)
    .slice(0, longestCell)
    .trim()

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return named[name]
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
