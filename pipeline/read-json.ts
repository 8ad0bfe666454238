import { Fault } from './fault.ts'

/** Longer texts are not searched for the place. */
const mostSearched = 1_000_000

/** JSON of unknown origin. Faults: INVALID_INPUT with the line and column where it ceases to be JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    const place = text.length <= mostSearched ? `: ${placeOf(text)}` : ''
    throw new Fault('INVALID_INPUT', `the body is not JSON${place}`, {
      hint: 'check quotes, commas and brackets there; names and texts stand in double quotes',
      cause,
    })
  }
}

/** The engine's own message names a place only sometimes, so the longest beginning that could still become JSON is sought. */
function placeOf(text: string): string {
  if (text.trim() === '') return 'it is empty'
  let [fits, breaks] = [0, text.length]
  while (breaks - fits > 1) {
    const middle = Math.floor((fits + breaks) / 2)
    if (mayGoOn(text.slice(0, middle))) fits = middle
    else breaks = middle
  }
  if (mayGoOn(text)) return 'it ends too early'
  const lines = text.slice(0, fits).split('\n')
  const { length } = lines.at(-1) ?? ''
  return `line ${lines.length}, column ${length + 1}: ${JSON.stringify(text.slice(fits, fits + 20))}`
}

/** Whether more text could make it JSON: what is wrong with it is only that it ends. */
function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (thrown) {
    const { message } = thrown as Error
    if (/end of JSON input|Unterminated string/.test(message)) return true
    const at = /at position (\d+)/.exec(message)?.[1]
    return at !== undefined && Number(at) >= beginning.length
  }
}
