import { basename, parse } from 'node:path'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import { type Corrections, corrections } from '#pipeline/ports/corrections.ts'
import { givenPath } from '../given-path.ts'
import { readGiven } from '../read-given.ts'
import type { Session } from '../session.ts'
import { uploadFile } from '../upload-file.ts'

export interface ImportOptions {
  name?: string
  signature?: string
  rows?: string
  labels?: string[]
  columns?: string[]
  target?: string
  task?: 'classification' | 'regression'
  description?: string
}

interface Received {
  file: string
}

/** Uploads an ONNX file, says what the gate found, and registers it. */
export async function modelImport(session: Session, given: string, options: ImportOptions): Promise<void> {
  const { client, tell, result } = session
  const { name = parse(given).name, description, rows: table } = options
  const told = { corrections: await toldBy(options), ...(table && { rows: await uploadRows(session, table) }) }
  const sent = { path: givenPath(given), address: '/api/models', called: given }
  const { file } = await uploadFile<Received>(session, sent)
  const { remarks, question } = await client.models.inspectOnnx.mutate({ file, ...told })
  for (const { text, assumed } of remarks) tell(assumed ? `assumed: ${text}` : text)
  if (question) throw Fault.fromJSON({ ...question, hint: hintFor(question) })
  const model = await client.models.importOnnx.mutate({ name, file, ...told, ...(description && { description }) })
  result(
    { ...model.version, artifact: model.artifact, signature: model.signature, remarks },
    `${name} version ${model.version?.number}`,
  )
}

/** What the file of `--signature` says, and above it what other options do. */
async function toldBy({ signature, labels, columns, target, task }: ImportOptions): Promise<Corrections> {
  return {
    ...(signature !== undefined && (await readCorrections(signature))),
    ...(labels && { classes: labels }),
    ...(columns && { columns }),
    ...(target && { target }),
    ...(task && { task }),
  }
}

async function uploadRows(session: Session, given: string): Promise<{ name: string; version: number }> {
  const path = givenPath(given)
  const address = `/api/files?name=${encodeURIComponent(basename(path))}`
  const { name, version } = await uploadFile<{ name: string; version: number }>(session, {
    ...{ path, address, called: given },
  })
  return { name, version }
}

const options: Record<string, string> = { columns: '--columns a,b,…', classes: '--labels a,b,…', rows: '--rows FILE' }

const hintFor = ({ hint, at }: FaultData) =>
  `${hint ?? 'say more about the model'}: ${options[at?.param ?? ''] ?? `put it as JSON into a file, {"${at?.param ?? 'columns'}": …}, and give it with --signature FILE`}`

async function readCorrections(path: string) {
  const text = (await readGiven(path)).toString('utf8')
  const parsed = corrections.safeParse(json(text, path))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Fault('INVALID_INPUT', `not a signature: ${issue?.path.join('.')} ${issue?.message}`, {
    hint: `it may have ${Object.keys(corrections.shape).join(', ')}`,
  })
}

function json(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Fault('INVALID_INPUT', `not JSON: ${path}`, { hint: 'correct it where the cause says', cause })
  }
}
