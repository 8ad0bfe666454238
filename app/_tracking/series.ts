const hues = 8
const dashes = ['none', '6 3', '2 3']

/** How the run at a place is drawn, the same on every picture of a page. */
export const seriesLook = (at: number): { stroke: string; dash: string } => ({
  stroke: `var(--series-${(at % hues) + 1})`,
  dash: dashes[Math.floor(at / hues) % dashes.length] ?? 'none',
})
