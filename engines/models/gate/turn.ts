/** Files that are tried at once: each may take a gigabyte. */
const most = 2

let busy = 0
const waiting: (() => void)[] = []

/** Resolves when it is one's turn, to what must be called at its end. */
export async function turn(): Promise<() => void> {
  if (busy < most) busy += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  return () => {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}
