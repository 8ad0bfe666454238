/**
 * What follows `temporal` on the command line for the development server. Its defaults make each activity wait 100 ms and
 * each commit twice as long as it must; commits stay safe against a power cut.
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
  '--dynamic-config-value',
  'history.transferProcessorMaxPollRPS=2000',
  '--dynamic-config-value',
  'history.timerProcessorMaxPollRPS=200',
  '--log-level',
  'error',
]
