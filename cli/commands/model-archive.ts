import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { ask, download } from '../client.ts'
import { givenPath } from '../given-path.ts'
import { refOf, versionOf } from '../model-ref.ts'
import type { Session } from '../session.ts'

interface ArchiveOptions {
  out?: string
  copy?: boolean
}

/** Writes a version into one file, and takes it out of use unless only the file is wanted. */
export async function modelArchive(session: Session, named: string, { out, copy }: ArchiveOptions): Promise<void> {
  const { client, platform, tell, result } = session
  const ref = refOf(await versionOf(client, named))
  const path = givenPath(out ?? `${ref.name.replaceAll(/[^\w.-]+/g, '_')}-${ref.number}.tar`)
  // First, for one that answers is refused, and then nothing is written.
  if (!copy) await client.models.archive.mutate(ref)
  const query = new URLSearchParams({ name: ref.name, number: String(ref.number) })
  const bytes = await download(`${platform.url}/api/models/archive?${query}`, platform)
  // What was not written to its end never has the name.
  const partial = `${path}.partial`
  try {
    await pipeline(Readable.fromWeb(bytes as ReadableStream), createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, path)
  } catch (thrown) {
    await rm(partial, { force: true })
    throw thrown
  }
  const { size } = await stat(path)
  tell(`${(size / 1e6).toFixed(1)} MB; check it: tar xf ${path} && sha256sum -c SHA256SUMS`)
  result({ ...ref, path, size, state: copy ? 'copied' : 'archived' }, path)
}

interface Restored {
  name: string
  number: number
  outcome: 'restored' | 'unchanged'
  aliases: { alias: string; outcome: string; at?: number; request?: number }[]
}

/** Brings a version back from its file. */
export async function modelRestore(
  { platform, result }: Session,
  file: string,
  { as }: { as?: string },
): Promise<void> {
  const path = givenPath(file)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile())
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are' })
  const query = new URLSearchParams(as === undefined ? {} : { as })
  const restored = (await ask(`${platform.url}/api/models/archive?${query}`, platform, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(found.size) },
    body: Readable.toWeb(createReadStream(path)),
    duplex: 'half',
  } as RequestInit)) as Restored
  const { name, number, outcome, aliases } = restored
  const told = aliases.map(({ alias, outcome, at, request }) =>
    outcome === 'kept'
      ? `  @${alias} stays at version ${at}`
      : outcome === 'requested'
        ? `  @${alias} is protected: request ${request} waits`
        : `  @${alias}`,
  )
  const head = `${name} version ${number} is ${outcome === 'restored' ? 'back' : 'there already, as it was'}`
  result(restored, [head, ...told].join('\n'))
}
