export interface Repeated {
  /** Does the work as soon as what is under way has ended. */
  soon(): void
  close(): Promise<void>
}

/**
 * Does a piece of work again and again: `period` milliseconds after it last ended, earlier when asked. A failure is told
 * to `onFailure` and the work is done again after the period, because what it needs may be back by then.
 */
export function repeat(
  period: number,
  work: () => Promise<unknown>,
  onFailure: (error: unknown) => void = (error) => console.error(error),
): Repeated {
  let timer: NodeJS.Timeout | undefined
  let under: Promise<void> | undefined
  let again = false
  let closed = false

  const run = () => {
    clearTimeout(timer)
    again = false
    under = work()
      .then(() => undefined, onFailure)
      .then(() => {
        under = undefined
        if (closed) return
        if (again) run()
        else timer = setTimeout(run, period)
      })
  }
  timer = setTimeout(run, period)

  return {
    soon: () => {
      if (closed) return
      if (under) again = true
      else run()
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await under
    },
  }
}
