import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Extract, extract } from 'tar-stream'
import { Fault } from '#pipeline/fault.ts'
import { feed } from '../../models/bundle/feed.ts'
import { parse } from '../../parse.ts'
import { type Pushed, pushed, pushedEntry } from './pushed.ts'

type Entry = Extract extends AsyncIterable<infer E> ? E : never

const mostText = 64 * 2 ** 20
const hint = 'push again: what was cut or changed on its way is not kept'
const broken = (what: string, cause?: unknown) => new Fault('BAD_DATA', what, { hint, cause })

export interface Unpacked {
  pushed: Pushed
  /** Where each file lies now, by its path in the run. */
  paths: Map<string, string>
}

/** Takes a push apart into a folder, under names of our own. Faults: BAD_DATA, LIMIT, INVALID_INPUT. */
export async function unpack(source: Readable, folder: string, maxBytes: number): Promise<Unpacked> {
  const tar = extract()
  // The loop is told as well; an event that nobody hears would end the process.
  tar.on('error', () => {})
  const fed = feed(source, tar)
  fed.catch((thrown: Error) => tar.destroy(thrown))
  const unpacked = await entriesOf(tar, folder, maxBytes).catch((thrown: unknown) => {
    tar.destroy(new Error('not read to its end'))
    throw thrown instanceof Fault ? thrown : broken('not a push that can be read', thrown)
  })
  await fed
  return unpacked
}

async function entriesOf(tar: AsyncIterable<Entry>, folder: string, maxBytes: number): Promise<Unpacked> {
  let head: Pushed | undefined
  const paths = new Map<string, string>()
  for await (const entry of tar) {
    const { name, size = 0, type } = entry.header
    if (type !== 'file') throw broken(`the push holds something that is no file: ${name}`)
    if (!head) {
      if (name !== pushedEntry) throw broken(`the push does not begin with ${pushedEntry}: ${name}`)
      if (size > mostText) throw new Fault('LIMIT', `${pushedEntry} is larger than allowed, in bytes: ${mostText}`)
      head = readHead(await text(entry), maxBytes)
      continue
    }
    const file = head.files.find((one) => one.entry === name)
    if (!file || paths.has(file.path)) throw broken(`the push holds a file that it does not name: ${name}`)
    if (file.size !== size) throw broken(`a file has another size than the push says: ${file.path}`)
    const path = join(folder, String(paths.size))
    await pipeline(entry, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    paths.set(file.path, path)
  }
  if (!head) throw broken('the push is empty')
  const missing = head.files.find(({ path }) => !paths.has(path))
  if (missing) throw broken(`the push is not whole, a file is missing: ${missing.path}`)
  return { pushed: head, paths }
}

function readHead(told: string, maxBytes: number): Pushed {
  let value: unknown
  try {
    value = JSON.parse(told)
  } catch (cause) {
    throw broken(`${pushedEntry} is no JSON`, cause)
  }
  const head = parse(pushed, value)
  if (new Set(head.files.map(({ path }) => path)).size !== head.files.length) throw broken('a file is named twice')
  if (head.files.reduce((sum, { size }) => sum + size, 0) > maxBytes)
    throw new Fault('LIMIT', `the push is larger than allowed, in bytes: ${maxBytes}`, {
      hint: 'push without the large files, or ask who runs the platform',
    })
  return head
}
