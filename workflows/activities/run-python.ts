import { join } from 'node:path'
import type { KernelAttempt, Kernels } from '#engines/kernels/kernels.ts'
import { Fault } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import { link } from '#services/artifacts/link.ts'
import { admitOnnx } from '#services/models/admit-onnx.ts'
import { followOutput, noteBeginning } from './kept-output.ts'
import {
  type JobOutput,
  keepFiles,
  outFolder,
  readMade,
  readMetrics,
  readResult,
  writeJob,
  writeMade,
} from './python-job.ts'
import { adopt, json, type Made, onnx, parquet, type StepWork, type WithBody } from './step-work.ts'

export interface KernelHold {
  kernels: Kernels
  /** The execution that a former worker left behind. */
  resume?: KernelAttempt
  onAttempt(attempt: KernelAttempt): void
  onAlive(): void
}

/**
 * A `python` body: a job in a kernel of its run. Work that a former worker began is taken up, and what it finished is not
 * done again.
 */
export async function runPython(work: StepWork<WithBody<'python'>>, hold: KernelHold): Promise<Made> {
  const [made, finished] = await Promise.all([readMade(work.folder), readResult(work.folder)])
  if (made || finished) await Promise.all([tellMetrics(work), keepFiles(work), followOutput(work)])
  if (made) return made
  if (finished) return collect(work, finished.outputs)
  const job = await writeJob(work)
  await noteBeginning(work)
  const tellOutput = hold.resume && (await followOutput(work))
  const execution = hold.kernels.execute({
    code: `from espalier.job import main\nmain(${JSON.stringify(job)})`,
    group: work.runId,
    ...(hold.resume && { resume: hold.resume }),
    signal: work.signal,
    onAttempt: hold.onAttempt,
    onAlive: hold.onAlive,
    onLog: tellOutput ? () => void tellOutput() : work.report.log,
    onEvent: (event) => {
      if (event.type === 'progress') work.report.progress(event.share, event.message)
      else work.report.metric(event.name, event.index, event.value)
    },
  })
  const lost = await execution
    .finally(() => Promise.all([keepFiles(work), tellOutput?.()]))
    .then(
      (outcome) => outcome === 'unknown' && new Fault('UNAVAILABLE', 'the kernel ended while nobody was there to see'),
      (thrown: unknown) => {
        if (thrown instanceof Fault && thrown.code === 'UNAVAILABLE') return thrown
        throw thrown
      },
    )
  const result = await readResult(work.folder)
  if (!result) throw lost || new Fault('INTERNAL', `the job ended without a result: ${work.definition.kind}`)
  if (hold.resume) await tellMetrics(work)
  return collect(work, result.outputs, hold.onAlive)
}

/** Those of the time when nobody listened; the rest is told twice, which changes nothing. */
async function tellMetrics({ folder, report }: StepWork): Promise<void> {
  for (const { name, index, value } of await readMetrics(folder)) report.metric(name, index, value)
}

async function collect(
  work: StepWork<WithBody<'python'>>,
  outputs: Record<string, JobOutput>,
  onStored: () => void = () => {},
): Promise<Made> {
  const made: Made = { outputs: {}, artifacts: [] }
  const store = async (file: string, mediaType: string) => {
    const artifact = await adopt(work.ctx, join(outFolder(work.folder), file), mediaType)
    made.artifacts.push(artifact)
    onStored()
    return artifact.sha256
  }
  for (const port of Object.keys(portsOf(work.definition, work.step.params).outputs)) {
    const output = outputs[port]
    if (!output) throw new Fault('INTERNAL', `the job left an output out: ${port}`)
    made.outputs[port] = await stored(work, output, store)
  }
  await writeMade(work.folder, made)
  return made
}

async function stored(
  { ctx, folder, inputs: { rows: input } }: StepWork,
  output: JobOutput,
  store: (file: string, mediaType: string) => Promise<string>,
): Promise<PortValue> {
  switch (output.type) {
    case 'table': {
      const { type, rows } = output
      const artifact = await store(output.file, parquet)
      const columns = output.columns ?? (await ctx.tables.detect(await ctx.store.path(artifact), 'parquet')).columns
      const graph = output.graph && (await store(output.graph, onnx))
      return {
        type,
        artifact,
        rows,
        columns,
        ...(graph && input?.type === 'table' && { chain: extended(input, graph) }),
      }
    }
    case 'model': {
      const { type, signature, metrics, parity } = output
      const artifact = await store(output.file, onnx)
      return { type, artifact, signature, metrics, parity, details: await store(output.details, json) }
    }
    case 'report':
      return {
        ...{ type: output.type, artifact: await store(output.file, json), metrics: output.metrics },
        ...(output.alarms && { alarms: output.alarms }),
      }
    case 'onnx': {
      const { type: _, file, ...told } = output
      const given = await adopt(ctx, join(outFolder(folder), file), onnx)
      await link(ctx.db, ctx.actor.projectId, [given])
      return await admitOnnx(ctx, { ...told, file: given.sha256 })
    }
  }
}

const extended = ({ artifact, columns, chain }: TableValue, graph: string): TableValue['chain'] => ({
  raw: chain?.raw ?? { artifact, columns },
  graphs: [...(chain?.graphs ?? []), graph],
})
