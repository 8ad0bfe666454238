import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import { corrections } from '#pipeline/ports/corrections.ts'
import { ask } from '../client.ts'
import { givenPath } from '../given-path.ts'
import type { Session } from '../session.ts'

export interface ImportOptions {
  name: string
  signature?: string
  description?: string
}

interface Received {
  file: string
  remarks: { text: string; assumed: boolean }[]
  question?: FaultData
}

/** Uploads an ONNX file, says what the gate found, and registers it. */
export async function modelImport(
  { client, platform, tell, result }: Session,
  given: string,
  { name, signature, description }: ImportOptions,
): Promise<void> {
  const path = givenPath(given)
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile())
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are' })
  const told = signature === undefined ? {} : await readCorrections(givenPath(signature))
  tell(`uploading ${given} (${(info.size / 1e6).toFixed(1)} MB)`)
  const { file } = (await ask(`${platform.url}/api/models`, platform, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: 'half',
  } as RequestInit)) as Received
  const { remarks, question } = await client.models.inspectOnnx.mutate({ file, corrections: told })
  for (const { text, assumed } of remarks) tell(assumed ? `assumed: ${text}` : text)
  if (question) throw Fault.fromJSON({ ...question, hint: hintFor(question) })
  const model = await client.models.importOnnx.mutate({
    name,
    file,
    corrections: told,
    ...(description && { description }),
  })
  result(
    { ...model.version, artifact: model.artifact, signature: model.signature, remarks },
    `${name} version ${model.version?.number}`,
  )
}

const hintFor = ({ hint, at }: FaultData) =>
  `${hint ?? 'say more about the model'}: put it as JSON into a file, {"${at?.param ?? 'columns'}": …}, and give it with --signature FILE`

async function readCorrections(path: string) {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are', cause })
  })
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
