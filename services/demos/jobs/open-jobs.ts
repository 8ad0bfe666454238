import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '../../context.ts'
import { answer } from '../answer.ts'
import { predict } from '../predict.ts'
import { withUploads } from '../uploads/reference.ts'
import { renew, sweep } from './care.ts'
import { finish } from './finish.ts'
import { type TakenJob, take } from './take.ts'

export interface Jobs {
  /** Takes no more, and resolves when what is under way has ended. */
  close(): Promise<void>
}

/** Of one process. Models answer in threads of their own, so this is how many rows are on their way. */
const atOnce = 8
const careMs = 3000
const sweepEvery = 100
/** A job that takes its process down with it is not tried for ever. */
const mostAttempts = 3

/** Answers the jobs of all demos, together with every other process that does. */
export async function openJobs(resources: Resources, onFailure: (error: unknown) => void): Promise<Jobs> {
  const running = new Map<string, { lease: string; done: Promise<void> }>()
  let taking: Promise<void> | undefined
  let again = false
  let closed = false
  let rounds = 0

  const fill = async () => {
    const free = atOnce - running.size
    if (closed || free <= 0) return
    for (const job of await take(resources, free)) {
      const done = work(resources, job)
        .catch(onFailure)
        .finally(() => {
          running.delete(job.id)
          soon()
        })
      running.set(job.id, { lease: job.lease, done })
    }
  }
  const soon = () => {
    if (closed) return
    if (taking) {
      again = true
      return
    }
    again = false
    taking = fill()
      .catch(onFailure)
      .finally(() => {
        taking = undefined
        if (again) soon()
      })
  }
  // Jobs of a process that died make no sound: their leases have to be looked at.
  const timer = setInterval(() => {
    rounds += 1
    const swept = rounds % sweepEvery === 0 ? sweep(resources) : undefined
    Promise.all([
      renew(
        resources,
        [...running.values()].map(({ lease }) => lease),
      ),
      swept,
    ]).catch(onFailure)
    soon()
  }, careMs)
  const end = await resources.signals.on('demo-jobs', (about) => {
    if (!about) soon()
  })
  soon()
  return {
    close: async () => {
      closed = true
      end()
      clearInterval(timer)
      await taking
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}

async function work(resources: Resources, job: TakenJob): Promise<void> {
  const start = performance.now()
  const took = () => Math.round(performance.now() - start)
  try {
    if (job.attempts > mostAttempts)
      throw new Fault('LIMIT', `not answered: ${mostAttempts} processes died over this question`, {
        hint: 'ask about fewer rows, or tell whoever runs the platform',
      })
    const ctx = { ...resources, actor: job.actor }
    const rows = await withUploads(ctx, job.demoId, job.rows)
    // Many rows are somebody's table: only a single question belongs in the history of who asked.
    const { answers, warnings } =
      rows.length === 1
        ? await answer(ctx, { name: job.demo, rows, id: job.id })
        : await predict(ctx, { name: job.demo, rows })
    await finish(resources, job, {
      answers: answers.map(({ prediction, probabilities }) => ({
        prediction,
        ...(probabilities && { probabilities }),
      })),
      ...{ warnings: warnings.slice(0, 10).map(({ message }) => message), milliseconds: took() },
    })
  } catch (thrown) {
    const fault = Fault.of(thrown)
    const told = fault.code === 'INTERNAL' ? new Fault('INTERNAL', 'something went wrong') : fault
    await finish(resources, job, { fault: told.toJSON(), milliseconds: took() })
    if (fault.code === 'INTERNAL') throw fault
  }
}
