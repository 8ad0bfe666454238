import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Column, column } from '#pipeline/columns.ts'
import { Fault } from '#pipeline/fault.ts'
import { corrections } from '#pipeline/ports/corrections.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { histogram, type ModelValue, modelInput, parity, signature } from '#pipeline/ports/model.ts'
import type { Context } from '#services/context.ts'
import type { Made, StepWork, WithBody } from './step-work.ts'

/** What `espalier.job` reads; paths are absolute. */
interface Job {
  runPy: string
  kind: string
  params: Record<string, unknown>
  inputs: Record<string, JobInput>
  /** By parameter. */
  files: Record<string, { name: string; path: string }>
  out: string
}

type JobInput =
  | {
      type: 'table'
      path: string
      columns: Column[]
      chain?: { raw: { path: string; columns: Column[] }; graphs: string[] }
    }
  | {
      type: 'model'
      path: string
      signature: unknown
      metrics: unknown
      parity: unknown
      details: string
      version?: ModelValue['version']
    }
  | { type: 'report'; path: string }

const metrics = z.record(z.string(), z.number())
const row = z.record(z.string(), z.unknown())

const result = z.object({
  outputs: z.record(
    z.string(),
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('table'),
        file: z.string(),
        rows: z.number().int(),
        /** Read from the file when absent. */
        columns: z.array(column).optional(),
        graph: z.string().optional(),
      }),
      z.object({ type: z.literal('model'), file: z.string(), signature, metrics, parity, details: z.string() }),
      z.object({ type: z.literal('report'), file: z.string(), metrics, alarms: z.array(z.string()).optional() }),
      /** A model of unknown origin, which must pass the gate. */
      z.object({
        type: z.literal('onnx'),
        file: z.string(),
        corrections,
        examples: z.array(row).optional(),
        background: z.array(row).optional(),
        inputs: z.array(modelInput).optional(),
        /** How the numbers to predict lay. */
        target: histogram.optional(),
        /** Of this graph and what it was made from, where both were asked. */
        parity: parity.optional(),
      }),
    ]),
  ),
})
export type JobResult = z.infer<typeof result>
export type JobOutput = JobResult['outputs'][string]

export const outFolder = (folder: string): string => join(folder, 'out')

/** What a job wants kept with the run however it ends. */
export async function keepFiles({ folder, keep }: StepWork): Promise<void> {
  const kept = join(outFolder(folder), 'kept')
  const names = await readdir(kept).catch(() => [])
  for (const name of names) if (!name.endsWith('.part')) await keep({ name, path: join(kept, name) })
}

/** Writes `job.json`. Returns its path. */
export async function writeJob(work: StepWork<WithBody<'python'>>): Promise<string> {
  const { ctx, step, definition, inputs, folder } = work
  const described = Object.entries(inputs).map(async ([port, value]) => [port, await jobInput(ctx, value)] as const)
  const job: Job = {
    runPy: join(ctx.root, 'nodes', ...definition.kind.split('.'), definition.python),
    kind: definition.kind,
    params: step.params,
    inputs: Object.fromEntries(await Promise.all(described)),
    files: await jobFiles(work),
    out: outFolder(folder),
  }
  await mkdir(job.out, { recursive: true })
  const path = join(folder, 'job.json')
  await writeFile(path, JSON.stringify(job))
  return path
}

async function jobFiles({ ctx, step }: StepWork): Promise<Job['files']> {
  const entries = Object.entries(step.files).map(
    async ([param, { name, sha256 }]) => [param, { name, path: await ctx.store.path(sha256) }] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

async function jobInput({ store }: Context, value: PortValue): Promise<JobInput> {
  switch (value.type) {
    case 'table': {
      const { artifact, columns, chain } = value
      const path = await store.path(artifact)
      if (!chain) return { type: 'table', path, columns }
      const raw = { path: await store.path(chain.raw.artifact), columns: chain.raw.columns }
      return { type: 'table', path, columns, chain: { raw, graphs: await Promise.all(chain.graphs.map(store.path)) } }
    }
    case 'model': {
      const [path, details] = await Promise.all([store.path(value.artifact), store.path(value.details)])
      const { signature, metrics, parity, version } = value
      return { type: 'model', path, signature, metrics, parity, details, ...(version && { version }) }
    }
    case 'report':
      return { type: 'report', path: await store.path(value.artifact) }
    case 'endpoint':
      throw new Fault('INTERNAL', 'a kernel cannot read an endpoint')
  }
}

/**
 * The result that a job left, if it is whole: `result.json` comes last, so where it is, all is; its files are looked for
 * nevertheless, because some may have gone into the store already. Faults: INTERNAL when it has another form than agreed.
 */
export async function readResult(folder: string): Promise<JobResult | undefined> {
  const written = await readJson(join(outFolder(folder), 'result.json'))
  if (written === undefined) return undefined
  const parsed = result.safeParse(written)
  if (!parsed.success)
    throw new Fault('INTERNAL', `not a result: ${parsed.error.issues[0]?.path.join('.')}`, { cause: parsed.error })
  const files = Object.values(parsed.data.outputs).flatMap(filesOf)
  const found = await Promise.allSettled(files.map((file) => access(join(outFolder(folder), file))))
  return found.every(({ status }) => status === 'fulfilled') ? parsed.data : undefined
}

const filesOf = (output: JobOutput): string[] => [
  output.file,
  ...(output.type === 'table' && output.graph ? [output.graph] : []),
  ...(output.type === 'model' ? [output.details] : []),
]

const point = z.object({ name: z.string(), index: z.number().int(), value: z.number() })
const mostPoints = 10_000

/** The points of curves that a job has kept, whoever heard of them; the newest, when there are very many. */
export async function readMetrics(folder: string): Promise<z.output<typeof point>[]> {
  const text = await readFile(join(folder, 'metrics.jsonl'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .slice(-mostPoints)
    .flatMap((line) => {
      const parsed = point.safeParse(parsedJson(line))
      return parsed.success ? [parsed.data] : []
    })
}

/** The store takes files over, so what was made of them is kept beside, for an attempt that dies before its step is finished. */
export async function writeMade(folder: string, made: Made): Promise<void> {
  const path = join(folder, 'made.json')
  await writeFile(`${path}.part`, JSON.stringify(made))
  await rename(`${path}.part`, path)
}

export const readMade = async (folder: string): Promise<Made | undefined> =>
  (await readJson(join(folder, 'made.json'))) as Made | undefined

/** Nothing when the file is absent, or cut short because whoever wrote it was killed. */
async function readJson(path: string): Promise<unknown> {
  return parsedJson(await readFile(path, 'utf8').catch(() => ''))
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
