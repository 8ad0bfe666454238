import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { ask, download } from '../client.ts'
import { type ExitCode, exitCodes } from '../failure.ts'
import { followRun } from '../follow-run.ts'
import { givenPath } from '../given-path.ts'
import { readSetting } from '../read-setting.ts'
import { runDocument, runText } from '../run-text.ts'
import type { Session } from '../session.ts'

export interface NotebookRunOptions {
  set?: string[]
  wait?: boolean
  kernel?: string
  reuse?: boolean
  out?: string
}

/** Uploads a notebook, runs it by itself with the parameters given, and tells where the executed one is. */
export async function notebookRun(session: Session, path: string, options: NotebookRunOptions): Promise<ExitCode> {
  const { client, platform, tell, result } = session
  const { set = [], kernel, out } = options
  const values = Object.fromEntries(set.map(readSetting))
  const { name, version } = await upload(session, givenPath(path))
  const started = await client.notebooks.start.mutate({
    notebook: `${name}@${version}`,
    values,
    ...(kernel && { kernel }),
    reuse: options.reuse ? 'allowed' : 'never',
  })
  const { id, slug, revision, node } = started
  const url = `${platform.url}/default/runs/${id}`
  tell(`run ${id} of ${name}, version ${version}\n${url}`)
  if (!options.wait && !out) {
    result({ id, pipeline: slug, revision, status: 'queued', url }, id)
    return exitCodes.done
  }
  let said = ''
  const run = await followRun(client, id, ({ steps }) => {
    const message = steps.find((step) => step.node === node)?.message?.replace(/, \d+ s$/, '') ?? ''
    if (message && message !== said) tell(message)
    said = message || said
  })
  const executed = await client.notebooks.executed.query({ runId: id, node })
  const place =
    executed.path && `${platform.url}/api/artifacts?${new URLSearchParams({ path: executed.path })}&download`
  if (out && place) await save(session, place, givenPath(out))
  const notebook = executed.path && { name: executed.name, run: executed.run, path: executed.path, url: place }
  result({ ...runDocument(run, platform.url), notebook }, outcome(runText(run, platform.url), out ?? place))
  return run.status === 'done' ? exitCodes.done : exitCodes.failed
}

const outcome = (text: string, place: string | null) => (place ? `${text}\nexecuted notebook  ${place}` : text)

async function upload({ platform, tell }: Session, path: string): Promise<{ name: string; version: number }> {
  const name = basename(path)
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new Fault('NOT_FOUND', `no such file: ${path}`)
  if (!/\.ipynb$/i.test(name))
    throw new Fault('INVALID_INPUT', `not a notebook: ${name}`, { hint: 'its name must end in .ipynb' })
  tell(`uploading ${name}`)
  return (await ask(`${platform.url}/api/files?name=${encodeURIComponent(name)}`, platform, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: 'half',
  } as RequestInit)) as { name: string; version: number }
}

async function save({ platform, tell }: Session, url: string, path: string): Promise<void> {
  await pipeline(Readable.fromWeb((await download(url, platform)) as NodeStream), createWriteStream(path))
  tell(`saved ${path}`)
}
