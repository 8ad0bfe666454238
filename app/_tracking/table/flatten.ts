interface Opened {
  /** Where the run stands among those that have no parent here. */
  place: number
  /** How many lines stand beneath it. */
  lines: number
}

export type Line = { is: 'run'; place: number } | { is: 'beneath'; place: number; line: number }

/** What line `index` of the table shows when some runs are opened; `opened` in the order of their places. */
export function lineAt(index: number, opened: readonly Opened[]): Line {
  let before = 0
  for (const { place, lines } of opened) {
    if (index <= place + before) break
    const line = index - (place + before) - 1
    if (line < lines) return { is: 'beneath', place, line }
    before += lines
  }
  return { is: 'run', place: index - before }
}

/** Which line the run at a place stands in. */
export const lineOf = (place: number, opened: readonly Opened[]): number =>
  opened.reduce((line, one) => (one.place < place ? line + one.lines : line), place)
