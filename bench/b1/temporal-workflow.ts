import { proxyActivities } from '@temporalio/workflow'

const { addOne } = proxyActivities<{ addOne(n: number): Promise<number> }>({ startToCloseTimeout: '1 minute' })

/** What one would write by hand: forty activities, each on what the one before it gave. */
export async function fortyActivities(start: number): Promise<number> {
  let n = start
  for (let step = 0; step < 40; step++) n = await addOne(n)
  return n
}
