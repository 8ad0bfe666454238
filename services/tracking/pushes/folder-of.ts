import { Fault } from '#pipeline/fault.ts'
import { plainId } from '../runs/find.ts'

interface Kept {
  number: number
  artifactLocation: string | null
  name: string
}

/** Where the files of a run lie in our own store. Faults: INVALID_INPUT for an experiment that keeps them elsewhere. */
export function folderOf({ number, artifactLocation, name }: Kept, run: string): string {
  const above = /^mlflow-artifacts:\/+(.*?)\/*$/.exec(artifactLocation ?? `mlflow-artifacts:/${number}`)?.[1]
  if (above === undefined)
    throw new Fault('INVALID_INPUT', `this experiment keeps its files elsewhere: ${name}`, {
      hint: 'push into another experiment: espalier.push(experiment=...)',
    })
  return `${above}/${plainId(run)}/artifacts`
}
