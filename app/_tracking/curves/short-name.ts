const most = 12

/** A name that finds room beside its mark: its end where others begin alike, for there it tells them apart. */
export function shortName(name: string, all: readonly string[]): string {
  if (name.length <= most) return name
  const start = name.slice(0, most - 1)
  const isShared = all.some((other) => other !== name && other.startsWith(start))
  return isShared ? `…${name.slice(1 - most)}` : `${start}…`
}
