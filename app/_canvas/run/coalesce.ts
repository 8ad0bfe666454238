/** Calls `commit` with the newest value only, at most once a frame. */
export function coalesce<T>(commit: (value: T) => void): { (value: T): void; stop(): void } {
  let frame = 0
  let newest: T
  const offer = (value: T) => {
    newest = value
    // A hidden page draws no frames; its state must still move on.
    if (document.hidden) return commit(value)
    frame ||= requestAnimationFrame(() => {
      frame = 0
      commit(newest)
    })
  }
  return Object.assign(offer, { stop: () => cancelAnimationFrame(frame) })
}
