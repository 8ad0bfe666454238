export interface Batcher<Item, Result> {
  add(items: Item[]): Promise<Result[]>
}

interface Call<Item, Result> {
  items: Item[]
  resolve(results: Result[]): void
  reject(reason: unknown): void
}

/**
 * Joins the calls that come in while one is in flight. Nobody waits for company: a call that finds the way free goes as
 * soon as what else has come in with it is read. When a joined run fails its calls are made one by one, so that none
 * fails for another's rows.
 */
export function batch<Item, Result>(run: (items: Item[]) => Promise<Result[]>, most: number): Batcher<Item, Result> {
  const waiting: Call<Item, Result>[] = []
  let flying = false

  const settle = async (calls: Call<Item, Result>[]): Promise<void> => {
    const items = calls.length === 1 ? (calls[0]?.items ?? []) : calls.flatMap((call) => call.items)
    try {
      const results = await run(items)
      let from = 0
      for (const call of calls) {
        call.resolve(results.slice(from, from + call.items.length))
        from += call.items.length
      }
    } catch (reason) {
      if (calls.length === 1) calls[0]?.reject(reason)
      else for (const call of calls) await settle([call])
    }
  }

  const take = () => {
    let rows = 0
    const fitting = waiting.findIndex(({ items }, index) => {
      rows += items.length
      return index > 0 && rows > most
    })
    return waiting.splice(0, fitting === -1 ? waiting.length : fitting)
  }

  const fly = async () => {
    flying = true
    while (waiting.length > 0) await settle(take())
    flying = false
  }

  return {
    add: (items) =>
      new Promise((resolve, reject) => {
        waiting.push({ items, resolve, reject })
        if (!flying) {
          flying = true
          setImmediate(fly)
        }
      }),
  }
}
