/** Fewer firings than these, one soon after the other, hold nothing back. */
const [many, withinMs] = [3, 2000]
const longestMs = 90_000

/**
 * Whether many schedules fire at this instant: it lasts as long as they come, but is no excuse for ever.
 * `now` in milliseconds, by a clock that only goes on.
 */
export function createRush(now: () => number = () => performance.now()) {
  const last: number[] = []
  let began: number | undefined
  const comes = () => last.length === many && now() - (last[0] as number) < withinMs
  return {
    fired(): void {
      if (!comes()) began = undefined
      last.push(now())
      if (last.length > many) last.shift()
      began ??= now()
    },
    lasts: (): boolean => comes() && began !== undefined && now() - began < longestMs,
  }
}
