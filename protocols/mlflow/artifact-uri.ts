import { Fault } from '#pipeline/fault.ts'

/** The folder in our own store that an address leads to. Faults: INVALID_INPUT for one that is elsewhere. */
export function folderOf(uri: string): string {
  const path = /^mlflow-artifacts:\/+(.*)$/.exec(uri)?.[1]
  if (path === undefined) throw new Fault('INVALID_INPUT', `These artifacts are not kept here: ${uri}`)
  return path.replace(/\/+$/, '')
}
