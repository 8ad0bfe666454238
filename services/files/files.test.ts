import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { artifacts } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { add } from './add.ts'
import { count } from './count.ts'
import { detectAgain } from './detect-again.ts'
import { get } from './get.ts'
import { list } from './list.ts'
import { preview } from './preview.ts'
import { profile } from './profile.ts'
import { remove } from './remove.ts'
import { resolve } from './resolve.ts'

const platform = await openTestPlatform({ catalogue })
const { owner } = platform
afterAll(() => platform.close())

const upload = (name: string, text: string, ctx = owner) => add(ctx, { name, source: Readable.from([text]) })

describe('adding', () => {
  test('names the columns and counts versions; equal bytes are no new version', async () => {
    const first = await upload('C:\\data\\cities.csv', 'city,people\nRome,3\nOslo,1\n')
    expect(first).toMatchObject({ name: 'cities.csv', version: 1, format: 'csv' })
    expect(first.columns).toEqual([
      { name: 'city', type: 'VARCHAR' },
      { name: 'people', type: 'BIGINT' },
    ])
    expect((await upload('cities.csv', 'city,people\nRome,3\nOslo,1\n')).version).toBe(1)
    expect((await upload('cities.csv', 'city,people\nRome,3\n')).version).toBe(2)
    expect((await get(owner, { name: 'cities.csv' })).versions.map(({ version }) => version)).toEqual([2, 1])
    expect(await list(owner)).toMatchObject([{ name: 'cities.csv', version: 2, versions: 2 }])
  })

  test('many versions at once get a number each', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, (_, index) => upload('many.csv', `n\n${index}\n`)))
    expect(made.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test.each([
    ['notes.docx', 'x', 'INVALID_INPUT'],
    ['empty.csv', '', 'BAD_DATA'],
    ['a.csv@2', 'x', 'INVALID_INPUT'],
    ['cut.parquet', 'PAR1', 'BAD_DATA'],
  ])('refuses %s', async (name, text, code) => {
    await expect(upload(name, text)).rejects.toMatchObject({ code })
    expect((await list(owner)).map((file) => file.name)).not.toContain(name)
  })

  test('shows nothing of an upload that is cut in the middle', async () => {
    const before = await platform.db.$count(artifacts)
    const server = createServer().listen(0)
    const { port } = server.address() as AddressInfo
    const arrives = once(server, 'request')
    const client = request({ port, method: 'PUT', headers: { 'content-length': 1_000_000 } })
    client.on('error', () => {})
    client.write('city,people\n'.repeat(1000))
    const [source] = (await arrives) as [IncomingMessage]
    const added = expect(add(owner, { name: 'half.csv', source })).rejects.toThrow()
    client.destroy()
    await added
    server.close()
    await expect(get(owner, { name: 'half.csv' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await platform.db.$count(artifacts)).toBe(before)
  })
})

test('a name means the newest version, a name with a number that one', async () => {
  const names = ['cities.csv', 'cities.csv@1', 'cities.csv@9', 'nowhere.csv']
  const files = await resolve(owner, { names })
  expect(Object.entries(files).map(([name, { version }]) => [name, version])).toEqual([
    ['cities.csv', 2],
    ['cities.csv@1', 1],
  ])
  expect(await resolve(await platform.stranger(), { names })).toEqual({})
})

test('a file read in another dialect is a new version of the same bytes', async () => {
  await upload('semicolons.csv', 'a;b\n1;2\n3;4\n')
  const dialect = { delimiter: ',', quote: '"', header: true, skip: 0 }
  const wrong = await detectAgain(owner, { name: 'semicolons.csv', dialect })
  expect(wrong).toMatchObject({ version: 2, dialect: { delimiter: ',' } })
  expect(wrong.columns.map(({ name }) => name)).toEqual(['a;b'])
})

test('rows and columns can be looked at, from every format alike', async () => {
  const rows = await preview(owner, { name: 'cities.csv', version: 1, limit: 1, offset: 1 })
  expect(rows).toMatchObject({ total: 2, rows: [['Oslo', 1]] })
  expect(await preview(owner, { name: 'cities.csv', version: 1, limit: 1, offset: 1 })).toEqual(rows)
  const columns = await profile(owner, { name: 'cities.csv', version: 1 })
  expect(columns.map(({ name, distinct }) => [name, distinct])).toEqual([
    ['city', 2],
    ['people', 2],
  ])
})

test('a removed file is gone, and its numbers are not given again', async () => {
  await upload('gone.csv', 'a\n1\n')
  await remove(owner, { name: 'gone.csv' })
  await expect(get(owner, { name: 'gone.csv' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await upload('gone.csv', 'a\n1\n')).version).toBe(2)
})

test('another project has its own files of the same names', async () => {
  const stranger = await platform.stranger()
  for (const verb of [get, remove])
    await expect(verb(stranger, { name: 'cities.csv' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await upload('cities.csv', 'city\nOslo\n', stranger)).version).toBe(1)
})

test('the first rows of a large file are there before all of it is read', async () => {
  const lines = `${'x'.repeat(1000)},1\n`.repeat(1000)
  const source = Readable.from(['text,number\n', ...Array.from({ length: 34 }, () => lines)])
  await add(owner, { name: 'large.csv', source })
  const first = await preview(owner, { name: 'large.csv', limit: 3 })
  expect([first.total, first.rows.length]).toEqual([null, 3])
  const listed = async () => (await list(owner)).find(({ name }) => name === 'large.csv')
  expect(await listed()).toMatchObject({ rows: null, quickToCount: false })
  expect(await count(owner, { name: 'large.csv' })).toEqual({ rows: 34_000 })
  const later = await preview(owner, { name: 'large.csv', offset: 20_000, limit: 2 })
  expect([later.total, later.rows.length]).toEqual([34_000, 2])
  expect((await listed())?.rows).toBe(34_000)
  expect((await preview(owner, { name: 'large.csv', limit: 3 })).total).toBe(34_000)
})

describe('text that is not UTF-8', () => {
  const words = `größe,farbe,gekauft\n${'1,redé,ja\n'.repeat(400)}`
  const put = (name: string, bytes: Buffer, encoding?: string) =>
    add(owner, {
      name,
      source: Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]),
      ...(encoding && { encoding }),
    })

  test.each([
    ['latin.csv', Buffer.from(words, 'latin1'), 'windows-1252'],
    ['wide.csv', Buffer.from(`\ufeff${words}`, 'utf16le'), 'utf-16le'],
  ])('is read in its encoding, which is said: %s', async (name, bytes, encoding) => {
    const file = await put(name, bytes)
    expect(file.dialect).toMatchObject({ encoding, header: true, delimiter: ',' })
    expect(file.columns.map((column) => column.name)).toEqual(['größe', 'farbe', 'gekauft'])
    expect(await preview(owner, { name, limit: 1 })).toMatchObject({ total: 400, rows: [[1, 'redé', 'ja']] })
    const again = await detectAgain(owner, { name, dialect: { delimiter: ',', quote: '"', header: false, skip: 1 } })
    expect(again.dialect).toMatchObject({ encoding, header: false })
  })

  test('is read as the person says, where the guess was wrong', async () => {
    const file = await put(
      'polish.csv',
      Buffer.from('imi\u0119,n\nx,1\n'.replace('\u0119', '\xea'), 'latin1'),
      'iso-8859-2',
    )
    expect(file.columns[0]?.name).toBe('imię')
    const dialect = { delimiter: ',', quote: '"', header: true, skip: 0 }
    const guessed = await detectAgain(owner, { name: 'polish.csv', dialect: { ...dialect, encoding: 'windows-1252' } })
    expect(guessed.columns[0]?.name).toBe('imiê')
    const mended = await detectAgain(owner, { name: 'polish.csv', dialect: { ...dialect, encoding: 'iso-8859-2' } })
    expect(mended).toMatchObject({ size: file.size, columns: file.columns, dialect: { encoding: 'iso-8859-2' } })
    await expect(
      detectAgain(owner, { name: 'polish.csv', dialect: { ...dialect, encoding: 'utf-8' } }),
    ).rejects.toMatchObject({ code: 'BAD_DATA', message: 'not text in utf-8' })
    const typed = await detectAgain(owner, { name: 'polish.csv', types: { n: 'VARCHAR' } })
    expect(typed).toMatchObject({ columns: [{}, { name: 'n', type: 'VARCHAR' }], dialect: { types: { n: 'VARCHAR' } } })
    expect(await preview(owner, { name: 'polish.csv', limit: 1 })).toMatchObject({ rows: [['x', '1']] })
    await expect(detectAgain(owner, { name: 'polish.csv', types: { imię: 'BIGINT' } })).rejects.toMatchObject({
      code: 'BAD_DATA',
      at: { column: 'imię', row: 2 },
    })
    await expect(put('odd.csv', Buffer.from('a\n1\n'), 'martian')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      at: { param: 'encoding' },
    })
  })

  test('UTF-8 whose characters are cut between pieces is left as it is', async () => {
    const bytes = Buffer.from('größe,n\n🐧,1\n')
    const source = Readable.from([...bytes].map((byte) => Buffer.from([byte])))
    const file = await add(owner, { name: 'pieces.csv', source })
    expect([file.dialect?.encoding, file.size]).toEqual([undefined, bytes.length])
  })
})

test('lines that do not fit are left out of what is shown, and counted', async () => {
  await upload('ragged.csv', `a,b\n${'1,2\n'.repeat(30)}1,2,3\n1\n${'3,4\n'.repeat(30)}`)
  expect(await preview(owner, { name: 'ragged.csv', limit: 1 })).toMatchObject({ total: 60, leftOut: 2 })
  expect(await preview(owner, { name: 'cities.csv', version: 1 })).not.toHaveProperty('leftOut')
})
