interface Here {
  /** How many runs can be unfolded. */
  beneath: number
  open: boolean
  column: number
}

type Deed =
  | { is: 'move'; lines: number; screens: number; columns: number }
  | { is: 'choose' | 'unfold' | 'visit' | 'compare' | 'delete' | 'clear' }

const move = (lines: number, columns = 0, screens = 0): Deed => ({ is: 'move', lines, columns, screens })
const far = 1e9

const deeds: Record<string, Deed> = {
  ArrowDown: move(1),
  ArrowUp: move(-1),
  ArrowRight: move(0, 1),
  ArrowLeft: move(0, -1),
  PageDown: move(0, 0, 1),
  PageUp: move(0, 0, -1),
  Home: move(-far),
  End: move(far),
  ' ': { is: 'choose' },
  Enter: { is: 'visit' },
  c: { is: 'compare' },
  Delete: { is: 'delete' },
  Escape: { is: 'clear' },
}

/** What a key does in the table; arrows at the first column unfold a run that has others beneath it, and fold it. */
export function deedOf(key: string, here: Here | undefined): Deed | undefined {
  const folds = here && here.column === 0 && here.beneath > 0
  if (folds && key === (here.open ? 'ArrowLeft' : 'ArrowRight')) return { is: 'unfold' }
  return deeds[key]
}
