/** Beside Temporal's defaults, which are for many machines. */
const dynamic = {
  // Each activity would wait 100 ms.
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 200,
  // What may be searched for is a quarter of its work. It may come later than what is due.
  'history.visibilityProcessorSchedulerWorkerCount': 1,
  // A queue in four parts has more of them than pollers. What waits in one that nobody looks at, waits for up to a minute.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // Of many schedules at one instant thirty a second would start, told of by two pollers; what is not told of within five seconds is told anew.
  'worker.schedulerNamespaceStartWorkflowRPS': 300,
  'worker.perNamespaceWorkerOptions': { MaxConcurrentWorkflowTaskPollers: 8, StickyScheduleToStartTimeout: '2m' },
}

/**
 * What follows `temporal` on the command line for the development server. By default each commit takes twice as long as
 * it must; they stay safe against a power cut.
 */
export const temporalServerArguments = ({ port, file }: { port: number; file: string }): string[] => [
  'server',
  'start-dev',
  '--headless',
  '--ip',
  '127.0.0.1',
  '--port',
  String(port),
  '--db-filename',
  file,
  '--sqlite-pragma',
  'journal_mode=wal',
  ...Object.entries(dynamic).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${JSON.stringify(value)}`]),
  '--log-level',
  'error',
]
