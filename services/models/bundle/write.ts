import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type Pack, pack } from 'tar-stream'
import type { z } from 'zod'
import { canonical } from '#pipeline/canonical.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { numbered } from '../find-registered-version.ts'
import { type Described, describeBundle } from './describe.ts'
import { feed } from './feed.ts'
import { manifestEntry, sumsEntry } from './manifest.ts'
import { sha256Of } from './sha256-of.ts'

export interface Bundle {
  /** What the file is called: `penguins-3.tar`. */
  name: string
  bytes: Readable
}

/**
 * A version as one file that needs nothing besides itself: a tar, the manifest first, and last the sums that
 * `sha256sum -c` reads. Nothing is held in memory. Faults: NOT_FOUND.
 */
export async function writeBundle(ctx: Context, input: z.input<typeof numbered>): Promise<Bundle> {
  authorize(ctx, 'model', 'read')
  const ref = parse(numbered, input)
  const described = await describeBundle(ctx, ref)
  const tar = pack()
  tar.on('error', () => {})
  // Whoever reads is told of what goes wrong by the stream itself.
  void fill(ctx, tar, described).catch((thrown: Error) => tar.destroy(thrown))
  const bytes = Readable.from(tar)
  return { name: `${ref.name.replaceAll(/[^\w.-]+/g, '_')}-${ref.number}.tar`, bytes }
}

async function fill({ store }: Context, tar: Pack, { manifest, texts }: Described): Promise<void> {
  const mtime = new Date(manifest.version.createdAt)
  const add = (name: string, size: number, source: Readable) =>
    feed(source, tar.entry({ name, size, mtime, mode: 0o644 }))
  const addText = (name: string, text: string) => add(name, Buffer.byteLength(text), Readable.from([text]))
  const head = `${canonical(manifest)}\n`
  await addText(manifestEntry, head)
  for (const { entry, sha256, size } of manifest.files) {
    const text = texts.get(entry)
    if (text !== undefined) await addText(entry, text)
    else await add(entry, size, createReadStream(await store.path(sha256)))
  }
  const sums = [{ entry: manifestEntry, sha256: sha256Of(head) }, ...manifest.files]
  await addText(sumsEntry, sums.map(({ entry, sha256 }) => `${sha256}  ${entry}\n`).join(''))
  tar.finalize()
}
