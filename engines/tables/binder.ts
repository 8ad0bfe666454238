import { Fault } from '#pipeline/fault.ts'
import type { Child } from './child-process.ts'
import type { Pool } from './pool.ts'
import type { Jobs, Limits } from './requests.ts'

type Binding = 'bind' | 'trace'

/** Binding looks at no data, so what takes longer is caught in its query. */
const deadlineMs = 10_000
/** A child is replaced after so many answers, so that nothing can pile up in it. */
const answersPerChild = 5_000

/** One child for all binding, kept from question to question; it answers in a few milliseconds. */
export function openBinder(pool: Pool, limits: Limits) {
  let child: Child | undefined
  let answers = 0
  let last: Promise<unknown> = Promise.resolve()

  const answer = async <K extends Binding>(job: K, request: Jobs[K]['request']): Promise<Jobs[K]['answer']> => {
    if (!child?.alive() || answers >= answersPerChild) {
      child?.kill()
      child = pool.take()
      answers = 0
    }
    const asked = child
    answers += 1
    let late = false
    const deadline = setTimeout(() => {
      late = true
      asked.kill()
    }, deadlineMs)
    try {
      return await asked.ask(job, request, limits)
    } catch (thrown) {
      if (late) throw new Fault('LIMIT', 'the query takes too long to be understood', { hint: 'make it simpler' })
      throw thrown
    } finally {
      clearTimeout(deadline)
    }
  }

  return {
    ask: <K extends Binding>(job: K, request: Jobs[K]['request']): Promise<Jobs[K]['answer']> => {
      const turn = last.then(() => answer(job, request))
      last = turn.catch(() => undefined)
      return turn
    },
    close: () => child?.kill(),
  }
}
