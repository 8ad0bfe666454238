import type { Readable } from 'node:stream'

const delimiters = [',', ';', '\t'] as const
const longestHeading = 1_000_000

/** What stands between the cells of a table, by its heading, and the same text from its beginning. */
export async function delimited(text: Readable): Promise<{ delimiter: string; whole: AsyncGenerator<string> }> {
  const pieces: AsyncIterator<string> = text.setEncoding('utf8')[Symbol.asyncIterator]()
  let beginning = ''
  while (!beginning.includes('\n') && beginning.length < longestHeading) {
    const piece = await pieces.next()
    if (piece.done) break
    beginning += piece.value
  }
  async function* whole() {
    yield beginning
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value
  }
  return { delimiter: delimiterOf(beginning.split('\n', 1)[0] ?? ''), whole: whole() }
}

/** Only one of them parts cells: where semicolons do, commas are decimals. */
function delimiterOf(heading: string): string {
  const bare = heading.replace(/"[^"]*"/g, '')
  const parts = delimiters.map((delimiter) => bare.split(delimiter).length)
  return delimiters[parts.indexOf(Math.max(...parts))] ?? ','
}
