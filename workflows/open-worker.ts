import { availableParallelism } from 'node:os'
import { NativeConnection, Worker } from '@temporalio/worker'
import type { Kernels } from '#engines/kernels/kernels.ts'
import type { Resources } from '#services/context.ts'
import { prune as pruneOutbox } from '#services/outbox/prune.ts'
import { watchFirings } from '#services/schedules/watch-firings.ts'
import { gatherWords } from '#services/search/gather-words.ts'
import { giveUp, silence } from '#services/tracking/pushes/give-up.ts'
import { prune as pruneArrivals } from '#services/triggers/prune.ts'
import { createActivities } from './activities/activities.ts'
import { sweepLeftBehind } from './activities/left-behind.ts'
import { openAlertSender } from './alert-sender.ts'
import { workflowBundle } from './bundle.ts'
import { connectOrchestrator } from './client.ts'
import { openDispatcher } from './dispatcher.ts'
import { openReconciler } from './reconciler.ts'
import { repeat } from './repeat.ts'
import { keepRhythms } from './schedules/keep-rhythms.ts'
import { firingQueue, taskQueue } from './task-queues.ts'

export interface WorkerOptions {
  resources: Resources
  kernels: Kernels
  temporalAddress: string
  /** Where the bundled workflow code is kept between starts. */
  bundleFolder: string
}

export interface OpenWorker {
  /** Settles when the worker has stopped: after `close`, or because it could not go on. */
  stopped: Promise<void>
  /** Takes no more work, ends what is short, and leaves kernels to whoever comes next. */
  close(): Promise<void>
}

/**
 * A workflow task lasts as long as its local activities. Were there more of them than slots, those that wait would run out
 * of time when very much begins at once, and all of it would be done again, ever later.
 */
const atOnce = (slots: number) => ({
  maxConcurrentWorkflowTaskExecutions: slots,
  maxConcurrentLocalActivityExecutions: slots,
})

/** Polls for work, carries out the outbox and reconciles. One a process. */
export async function openWorker(options: WorkerOptions): Promise<OpenWorker> {
  const { resources, kernels, temporalAddress, bundleFolder } = options
  const connection = await NativeConnection.connect({ address: temporalAddress })
  const shared = {
    connection,
    activities: createActivities({ resources, kernels }),
    workflowBundle: await workflowBundle(bundleFolder),
    reuseV8Context: true,
    shutdownGraceTime: '2 seconds',
    shutdownForceTime: '20 seconds',
  } as const
  const runs = Worker.create({
    ...shared,
    taskQueue,
    maxCachedWorkflows: 500,
    maxConcurrentActivityTaskExecutions: Math.max(2, availableParallelism()),
    ...atOnce(16),
    // A cancellation comes with the answer to a heartbeat, so heartbeats must not be held back for long.
    maxHeartbeatThrottleInterval: '2 seconds',
    defaultHeartbeatThrottleInterval: '2 seconds',
  })
  const firings = Worker.create({ ...shared, taskQueue: firingQueue, maxCachedWorkflows: 100, ...atOnce(20) })
  const workers = await Promise.all([runs, firings])
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
  }
  const orchestrator = connectOrchestrator(temporalAddress)
  const dispatcher = await openDispatcher(resources, orchestrator.client)
  const sender = await openAlertSender(resources)
  const next = new Map<string, Date>()
  const watch = repeat(60_000, () => watchFirings({ db: resources.db, calendar: orchestrator.calendar }, { next }))
  const reconciler = openReconciler(resources, orchestrator.client)
  const keeper = repeat(600_000, () => keepRhythms(resources, orchestrator.client))
  keeper.soon()
  const sweeper = repeat(600_000, () => sweepLeftBehind(resources, kernels))
  sweeper.soon()
  const pruner = repeat(3_600_000, async () => {
    await pruneArrivals(resources)
    await pruneOutbox(resources)
  })
  pruner.soon()
  // Never at once: after a time without a platform programs need a moment to be heard again.
  const listener = repeat(silence * 1000, () => giveUp(resources))
  const gatherer = repeat(5000, () => gatherAllWords(resources))

  const ran = Promise.all(workers.map((worker) => worker.run().finally(shutdown))).finally(async () => {
    await Promise.all([
      dispatcher.close(),
      sender.close(),
      watch.close(),
      reconciler.close(),
      sweeper.close(),
      pruner.close(),
      listener.close(),
      keeper.close(),
      gatherer.close(),
    ])
    await kernels.close()
    await Promise.all([orchestrator.close(), connection.close()])
  })
  const stopped = ran.then(() => undefined)
  stopped.catch(() => undefined)
  return {
    stopped,
    close: async () => {
      shutdown()
      await stopped
    },
  }
}

/** What was logged since is found without waiting, however much it is. */
async function gatherAllWords({ db }: Resources): Promise<void> {
  while ((await gatherWords(db)) > 0);
}
