/** At most one value every `interval` milliseconds: the newest; none of a burst is told, its end always is. */
export async function* paced<T>(source: AsyncIterable<T>, interval: number): AsyncGenerator<T, void, void> {
  let newest: { value: T } | undefined
  let ended: { failure?: unknown } | undefined
  let wake = () => {}
  const pump = async () => {
    for await (const value of source) {
      newest = { value }
      wake()
    }
  }
  pump().then(
    () => {
      ended = {}
      wake()
    },
    (failure: unknown) => {
      ended = { failure }
      wake()
    },
  )
  for (;;) {
    if (newest) {
      const { value } = newest
      newest = undefined
      yield value
      await new Promise((resolve) => setTimeout(resolve, interval))
    } else if (ended) {
      if (ended.failure) throw ended.failure
      return
    } else
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
}
