import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Extract, extract } from 'tar-stream'
import { Fault } from '#pipeline/fault.ts'
import { parseLoosely } from '../../parse.ts'
import { feed } from './feed.ts'
import { type BundledFile, type Manifest, manifest, manifestEntry, sumsEntry } from './manifest.ts'
import { sha256Of } from './sha256-of.ts'

const hint = 'archive the version again, and copy the whole file'
const broken = (what: string) => new Fault('BAD_DATA', what, { hint })

type Entry = Extract extends AsyncIterable<infer E> ? E : never

const mostText = 32 * 2 ** 20

export interface ReadBundle {
  manifest: Manifest
  /** Where each file lies now, by its name in the bundle. */
  paths: Map<string, string>
}

interface Limits {
  folder: string
  /** Of all that it holds. */
  maxBytes: number
}

/**
 * Takes a bundle apart into a folder, under names of our own: what it calls its files leads nowhere. Every byte is counted
 * as it comes and every hash compared. Faults: BAD_DATA, LIMIT.
 */
export async function readBundle(source: Readable, { folder, maxBytes }: Limits): Promise<ReadBundle> {
  const tar = extract()
  // The loop is told as well; an event that nobody hears would end the process.
  tar.on('error', () => {})
  const fed = feed(source, tar)
  // Where the source breaks, so does what is read of it.
  fed.catch((thrown: Error) => tar.destroy(thrown))
  const bundle = await entriesOf(tar, { folder, maxBytes }).catch((thrown: unknown) => {
    tar.destroy(new Error('not read to its end'))
    throw thrown instanceof Fault
      ? thrown
      : new Fault('BAD_DATA', 'not an archive of a version', { hint, cause: thrown })
  })
  await fed
  return bundle
}

async function entriesOf(tar: AsyncIterable<Entry>, { folder, maxBytes }: Limits): Promise<ReadBundle> {
  let head: { manifest: Manifest; sum: string } | undefined
  let sums: string | undefined
  const paths = new Map<string, string>()
  for await (const entry of tar) {
    const { name, size = 0, type } = entry.header
    if (type !== 'file') throw broken(`the archive holds something that is no file: ${name}`)
    if (sums !== undefined) throw broken(`the archive goes on after its end: ${name}`)
    if (!head) {
      if (name !== manifestEntry) throw broken(`the archive does not begin with ${manifestEntry}: ${name}`)
      const told = await readText(entry)
      head = { manifest: readManifest(told, maxBytes), sum: sha256Of(told) }
    } else if (name === sumsEntry) sums = await readText(entry)
    else {
      const file = head.manifest.files.find((one) => one.entry === name)
      if (!file || paths.has(name)) throw broken(`the archive holds a file that its manifest does not name: ${name}`)
      if (file.size !== size) throw broken(`a file has another size than the manifest says: ${name}`)
      paths.set(name, await keep(entry, file, join(folder, `${paths.size}`)))
    }
  }
  if (!head) throw broken('the archive is empty')
  const missing = head.manifest.files.find(({ entry }) => !paths.has(entry))
  if (missing) throw broken(`the archive is not whole, a file is missing: ${missing.entry}`)
  if (sums === undefined) throw broken(`the archive is not whole, a file is missing: ${sumsEntry}`)
  if (!sums.includes(`${head.sum}  ${manifestEntry}\n`)) throw broken('the manifest was changed: its hash is another')
  return { manifest: head.manifest, paths }
}

function readManifest(told: string, maxBytes: number): Manifest {
  let value: unknown
  try {
    value = JSON.parse(told)
  } catch (cause) {
    throw new Fault('BAD_DATA', 'the manifest is no JSON', { hint, cause })
  }
  const read = parseLoosely(manifest, value)
  const bytes = read.files.reduce((sum, { size }) => sum + size, 0)
  if (bytes > maxBytes)
    throw new Fault('LIMIT', `the archive is larger than allowed, in bytes: ${maxBytes}`, {
      hint: 'ask who runs the platform',
    })
  const names = new Set(read.files.map(({ entry }) => entry))
  if (names.size !== read.files.length) throw broken('the manifest names a file twice')
  return read
}

async function readText(entry: Entry): Promise<string> {
  if ((entry.header.size ?? 0) > mostText)
    throw new Fault('LIMIT', `a text of the archive is larger than allowed: ${entry.header.name}`)
  return await text(entry)
}

async function keep(entry: Entry, { sha256, entry: name }: BundledFile, path: string): Promise<string> {
  const hash = createHash('sha256')
  const measured = async function* () {
    for await (const chunk of entry as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  if (hash.digest('hex') !== sha256) throw broken(`a file was changed: its hash is another: ${name}`)
  return path
}
