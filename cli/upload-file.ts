import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Fault } from '#pipeline/fault.ts'
import { ask } from './client.ts'
import type { Session } from './session.ts'

/** Streams a file of this machine to the platform. Faults: NOT_FOUND; as the platform's. */
export async function uploadFile<Answer>(
  { platform, tell }: Pick<Session, 'platform' | 'tell'>,
  { path, address, called }: { path: string; address: string; called: string },
): Promise<Answer> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile())
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are' })
  tell(`uploading ${called} (${(info.size / 1e6).toFixed(1)} MB)`)
  return (await ask(`${platform.url}${address}`, platform, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream,
    duplex: 'half',
  } as RequestInit)) as Answer
}
