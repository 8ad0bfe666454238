import { randomBytes, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { eq, sql } from 'drizzle-orm'
import { extract, pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modelVersions, projectArtifacts } from '#db/schema.ts'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { protect } from '../../approvals/protect.ts'
import { link } from '../../artifacts/link.ts'
import type { Context } from '../../context.ts'
import { modelValue } from '../../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts'
import { put } from '../../tracking/artifacts/put.ts'
import { archive } from '../archive.ts'
import { create } from '../create.ts'
import { get } from '../get.ts'
import { getRegisteredVersion } from '../get-registered-version.ts'
import { getVersion } from '../get-version.ts'
import { register } from '../register.ts'
import { registerSource } from '../register-source.ts'
import { remove } from '../remove.ts'
import { removeVersion } from '../remove-version.ts'
import { rename } from '../rename.ts'
import { setAlias } from '../set-alias.ts'
import { setVersionTag } from '../set-version-tag.ts'
import { updateVersion } from '../update-version.ts'
import { restore } from './restore.ts'
import { writeBundle } from './write.ts'

let platform: TestPlatform
let owner: Context
let model: ModelValue
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  const graph = await owner.store.put(createReadStream(testModels().classes))
  await link(owner.db, owner.actor.projectId, [{ ...graph, mediaType: 'application/x-onnx' }])
  model = { ...(await modelValue(owner)), artifact: graph.sha256, signature: classesSignature }
})
afterAll(() => platform.close())

/** A model of two versions, the second with all that a version can have. */
async function made(): Promise<string> {
  const name = `m${randomUUID()}`
  await register(owner, { name, model: { ...model, metrics: { accuracy: 0.8 } } })
  await register(owner, { name, model })
  await setAlias(owner, { name, number: 2, alias: 'champion' })
  await setVersionTag(owner, { name, number: 2, key: 'team', value: 'north' })
  await updateVersion(owner, { name, number: 2, description: 'the better one' })
  return name
}

const bundled = async (name: string, number = 2) => await buffer((await writeBundle(owner, { name, number })).bytes)
const back = (ctx: Context, bytes: Buffer, as?: string) =>
  restore(ctx, { source: Readable.from([bytes]), ...(as && { as }) })
const shown = async (ctx: Context, name: string, number = 2) => {
  const { updatedAt: _, modelId: __, id: ___, ...version } = await getRegisteredVersion(ctx, { name, number })
  const { signature, metrics, parity, details, artifact } = await getVersion(ctx, { name, number })
  return { ...version, signature, metrics, parity, details, artifact }
}

describe('an archive of a version', () => {
  test('brings a deleted version back under its number, bit for bit, with its aliases and tags', async () => {
    const name = await made()
    const [bytes, before] = [await bundled(name), await shown(owner, name)]
    const { id } = await getVersion(owner, { name, number: 2 })
    await removeVersion(owner, { name, number: 2 })
    expect(await back(owner, bytes)).toMatchObject({
      outcome: 'restored',
      versionId: id,
      aliases: [{ alias: 'champion', outcome: 'restored' }],
    })
    expect(await shown(owner, name)).toEqual(before)
    expect(await bundled(name)).toEqual(bytes)
    expect((await register(owner, { name, model: { ...model, metrics: { accuracy: 0.7 } } })).version?.number).toBe(3)
  })

  test('is the same bytes each time, and brings an archived version back into use', async () => {
    const name = await made()
    const bytes = await bundled(name)
    expect(await bundled(name)).toEqual(bytes)
    expect(await back(owner, bytes)).toMatchObject({ outcome: 'unchanged' })
    await archive(owner, { name, number: 2 })
    expect((await get(owner, { name })).versions[0]?.archivedAt).toBeInstanceOf(Date)
    expect(await back(owner, bytes)).toMatchObject({ outcome: 'restored' })
    expect((await get(owner, { name })).versions[0]?.archivedAt).toBeNull()
  })

  test('restores the same in another project, and numbers go on after it', async () => {
    const name = await made()
    const stranger = await platform.stranger()
    const [bytes, before] = [await bundled(name), await shown(owner, name)]
    await back(stranger, bytes)
    expect(await shown(stranger, name)).toEqual(before)
    expect((await get(stranger, { name })).aliases).toEqual([{ alias: 'champion', number: 2, protection: 'free' }])
    await back(stranger, await bundled(name, 1))
    expect((await get(stranger, { name })).versions.map(({ number }) => number)).toEqual([2, 1])
    const theirs = { ...model, details: (await modelValue(stranger)).details, metrics: { accuracy: 0.7 } }
    expect((await register(stranger, { name, model: theirs })).version?.number).toBe(3)
  })

  test('never takes the number of another version, also not of one that is gone', async () => {
    const [name, other] = [await made(), await made()]
    const bytes = await bundled(name)
    await expect(back(owner, bytes, other)).rejects.toMatchObject({
      code: 'CONFLICT',
      hint: expect.stringContaining('--as NAME'),
    })
    await remove(owner, { name: other })
    await expect(back(owner, bytes, other)).rejects.toMatchObject({ code: 'CONFLICT' })
    const third = `m${randomUUID()}`
    await create(owner, { name: third })
    await rename(owner, { name: third, newName: other })
    await expect(back(owner, bytes, other)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await back(owner, bytes, `${name}-again`)).toMatchObject({ outcome: 'restored', number: 2 })
  })

  test('moves no alias that leads elsewhere now, and asks for a protected one', async () => {
    const name = await made()
    await setAlias(owner, { name, number: 2, alias: 'best' })
    const bytes = await bundled(name)
    await removeVersion(owner, { name, number: 2 })
    await setAlias(owner, { name, number: 1, alias: 'champion' })
    await protect(owner, { model: name, alias: 'best' })
    expect((await back(owner, bytes)).aliases).toEqual([
      { alias: 'best', outcome: 'requested', request: expect.any(Number) },
      { alias: 'champion', outcome: 'kept', at: 1 },
    ])
  })

  test('holds the files that a client logged, as they came', async () => {
    const name = `m${randomUUID()}`
    await create(owner, { name })
    const bytes = randomBytes(300_000)
    await put(owner, { path: `0/${name}/artifacts/model/model.pkl`, bytes: Readable.from([bytes]) })
    await registerSource(owner, { name, source: `mlflow-artifacts:/0/${name}/artifacts/model` })
    const stranger = await platform.stranger()
    const { versionId } = await back(stranger, await bundled(name, 1))
    const restored = await getRegisteredVersion(stranger, { name, number: 1 })
    expect(restored.source).toBe(`mlflow-artifacts:/restored/${versionId}`)
    const { open } = await import('../../tracking/artifacts/open.ts')
    const { path } = await open(stranger, { path: `restored/${versionId}/model.pkl` })
    expect(await buffer(createReadStream(path))).toEqual(bytes)
  })
})

interface Piece {
  name: string
  body: Buffer
}

async function pieces(bytes: Buffer): Promise<Piece[]> {
  const tar = extract()
  tar.end(bytes)
  const found: Piece[] = []
  for await (const entry of tar)
    found.push({ name: entry.header.name, body: await buffer(entry as AsyncIterable<Buffer>) })
  return found
}

async function packed(all: readonly Piece[]): Promise<Buffer> {
  const tar = pack()
  for (const { name, body } of all) tar.entry({ name }, body)
  tar.finalize()
  return await buffer(tar as AsyncIterable<Buffer>)
}

/** Everything that a project could see or hold. */
const held = async (ctx: Context) => ({
  rows: await ctx.db.select({ id: modelVersions.id }).from(modelVersions),
  artifacts: await ctx.db
    .select()
    .from(projectArtifacts)
    .where(eq(projectArtifacts.projectId, ctx.actor.projectId))
    .orderBy(sql`1`),
  work: await readdir(ctx.work),
})

describe('an archive that is wrong is refused, and nothing of it is kept', () => {
  const changed = (all: Piece[], name: string, change: (body: string) => string) =>
    all.map((piece) => (piece.name === name ? { ...piece, body: Buffer.from(change(piece.body.toString())) } : piece))
  const cases: [string, (all: Piece[]) => Promise<Buffer> | Buffer, object][] = [
    ['no tar at all', () => randomBytes(5000), { code: 'BAD_DATA' }],
    ['nothing', () => Buffer.alloc(0), { code: 'BAD_DATA' }],
    ['cut in the middle', async (all) => (await packed(all)).subarray(0, 3000), { code: 'BAD_DATA' }],
    [
      'a way out of the folder',
      (all) => packed([...all.slice(0, 1), { name: '../../../tmp/evil', body: Buffer.from('x') }]),
      { code: 'BAD_DATA', message: /does not name: \.\.\// },
    ],
    [
      'an entry that leads out, named by the manifest',
      (all) =>
        packed(changed(all, 'manifest.json', (text) => text.replace('"entry":"model.onnx"', '"entry":"../../evil"'))),
      { code: 'BAD_DATA' },
    ],
    [
      'another model',
      (all) =>
        packed(
          all.map((piece) =>
            piece.name === 'model.onnx' ? { ...piece, body: randomBytes(piece.body.length) } : piece,
          ),
        ),
      { code: 'BAD_DATA', message: 'a file was changed: its hash is another: model.onnx' },
    ],
    [
      'better figures in the manifest',
      (all) => packed(changed(all, 'manifest.json', (text) => text.replace('"accuracy":0.9', '"accuracy":1.0'))),
      { code: 'BAD_DATA', message: 'the manifest was changed: its hash is another' },
    ],
    [
      'a file too many',
      (all) => packed([...all.slice(0, -1), { name: 'more', body: Buffer.from('x') }]),
      { code: 'BAD_DATA' },
    ],
    ['a file twice', (all) => packed([...all.slice(0, 2), ...all.slice(1)]), { code: 'BAD_DATA' }],
    [
      'a file missing',
      (all) => packed(all.filter(({ name }) => name !== 'details.json')),
      { code: 'BAD_DATA', message: /is missing: details.json/ },
    ],
    [
      'more than was announced',
      (all) =>
        packed(
          all.map((piece) => (piece.name === 'model.onnx' ? { ...piece, body: Buffer.alloc(50_000_000) } : piece)),
        ),
      { code: 'BAD_DATA', message: /another size/ },
    ],
    [
      'announced terabytes',
      (all) => packed(changed(all, 'manifest.json', (text) => text.replace(/"size":\d+/, '"size":9000000000000'))),
      { code: 'LIMIT' },
    ],
    [
      'a manifest of another kind',
      (all) => packed(changed(all, 'manifest.json', () => '{"espalier":"poem"}')),
      { code: 'BAD_DATA' },
    ],
    [
      'a NUL in its name',
      (all) =>
        packed(
          changed(all, 'manifest.json', (text) =>
            text.replace('"tags":[{"key":"team"', '"tags":[{"key":"te\\u0000am"'),
          ),
        ),
      { code: 'BAD_DATA' },
    ],
  ]
  test.each(cases)('%s', async (_, spoil, fault) => {
    const stranger = await platform.stranger()
    const spoiled = await spoil(await pieces(await bundled(await made())))
    const before = await held(stranger)
    const expected =
      'message' in fault && fault.message instanceof RegExp
        ? { ...fault, message: expect.stringMatching(fault.message) }
        : fault
    await expect(back(stranger, spoiled)).rejects.toMatchObject(expected)
    expect(await held(stranger)).toEqual(before)
  })

  test('a link that leads elsewhere', async () => {
    const [manifest] = await pieces(await bundled(await made()))
    const tar = pack()
    tar.entry({ name: 'manifest.json' }, manifest?.body ?? '')
    tar.entry({ name: 'model.onnx', type: 'symlink', linkname: '/etc/passwd' })
    tar.finalize()
    const stranger = await platform.stranger()
    await expect(back(stranger, await buffer(tar as AsyncIterable<Buffer>))).rejects.toMatchObject({ code: 'BAD_DATA' })
  })

  test('ONNX that cannot be loaded', async () => {
    const name = `m${randomUUID()}`
    await register(owner, { name, model: await modelValue(owner) })
    const stranger = await platform.stranger()
    await expect(back(stranger, await bundled(name, 1))).rejects.toMatchObject({ code: 'BAD_DATA' })
  })
})
