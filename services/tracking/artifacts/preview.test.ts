import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { preview } from './preview.ts'
import { put } from './put.ts'

const platform = await openTestPlatform({ catalogue })
const { owner: ctx } = platform
afterAll(() => platform.close())

async function seen(name: string, bytes: string | Buffer) {
  const path = `${randomUUID()}/${name}`
  await put(ctx, { path, bytes: Readable.from([bytes]) })
  return await preview(ctx, { path })
}

describe('a look at a stored file', () => {
  test('shows the first rows of a table', async () => {
    const rows = Array.from({ length: 2500 }, (_, at) => `${at},x${at}`)
    const found = await seen('a.csv', ['number,text', ...rows].join('\n'))
    if (found.is !== 'table') throw new Error(found.is)
    expect(found.table.columns.map(({ name }) => name)).toEqual(['number', 'text'])
    expect(found.table.rows).toHaveLength(1000)
    expect(found.table.rows[1]).toEqual([1, 'x1'])
  })

  test('shows as text what calls itself a table and is none', async () => {
    expect(await seen('a.parquet', 'no such thing')).toMatchObject({ is: 'text', text: 'no such thing' })
  })

  test('shows text, and of a long one the beginning, whole characters only', async () => {
    expect(await seen('a.txt', 'grün')).toMatchObject({ is: 'text', text: 'grün', cut: 'whole' })
    const long = await seen('long.log', `x${'ü'.repeat(200_000)}`)
    expect(long).toMatchObject({ is: 'text', cut: 'cut' })
    expect(long.is === 'text' && /^xü+$/.test(long.text)).toBe(true)
  })

  test('tells JSON, HTML and pictures apart by name, and shows nothing of other bytes', async () => {
    expect(await seen('a.json', '{"a":1}')).toMatchObject({ is: 'json' })
    const split = '{"columns":["a","b"],"data":[[1,"x"],[2,{"c":3}]]}'
    expect(await seen('log_table.json', split)).toMatchObject({
      ...{ is: 'table', table: { total: 2, columns: [{ type: 'DOUBLE' }, { type: 'VARCHAR' }] } },
    })
    expect(await seen('a.html', '<script>1</script>')).toMatchObject({ is: 'html' })
    expect(await seen('a.svg', '<svg/>')).toMatchObject({ is: 'image' })
    expect(await seen('model.bin', Buffer.from([1, 0, 2]))).toMatchObject({ is: 'nothing' })
    expect(await seen('model.pkl', Buffer.from([0x80, 0xff, 0xfe]))).toMatchObject({ is: 'nothing' })
    expect(await seen('empty.txt', '')).toMatchObject({ is: 'text', text: '' })
  })

  test('takes of a notebook what can be read, and leaves out what would run', async () => {
    const table = `<table onload="x()" class="dataframe"><thead><tr><th></th><th>a</th></tr></thead>
      <tr><th>0</th><td onclick="x()">&lt;b&gt;<script>1</script></td></tr></table>`
    const outputs = [
      { output_type: 'stream', text: ['1\n', '2\n'] },
      { output_type: 'execute_result', data: { 'text/html': '<script>alert(1)</script>', 'text/plain': 'a frame' } },
      { output_type: 'display_data', data: { 'image/png': 'aGVs\nbG8=' } },
      { output_type: 'display_data', data: { 'image/png': '"><script>' } },
      { output_type: 'display_data', data: { 'application/javascript': 'alert(1)' } },
      { output_type: 'error', traceback: ['\u001b[31mValueError\u001b[0m'] },
      { output_type: 'display_data', data: { 'text/html': table, 'text/plain': 'a frame' } },
      { output_type: 'display_data', data: { 'text/html': '<b>x</b>', 'text/plain': '<IPython.HTML object>' } },
    ]
    const cells = [
      { cell_type: 'markdown', source: ['# A\n', 'b'] },
      { cell_type: 'code', source: '1', execution_count: 3, outputs },
    ]
    const found = await seen('a.ipynb', JSON.stringify({ cells, nbformat: 4 }))
    if (found.is !== 'notebook') throw new Error(found.is)
    expect(found.cells[0]).toEqual({ is: 'markdown', source: '# A\nb', count: null, outputs: [] })
    expect(found.cells[1]?.outputs).toEqual([
      { is: 'text', text: '1\n2\n' },
      { is: 'text', text: 'a frame' },
      { is: 'png', base64: 'aGVsbG8=' },
      { is: 'other' },
      { is: 'other' },
      { is: 'error', text: 'ValueError' },
      { is: 'table', head: [['', 'a']], body: [['0', '<b>1']] },
      { is: 'html', html: '<b>x</b>' },
    ])
    expect(await seen('broken.ipynb', '{"cells": 3}')).toMatchObject({ is: 'text' })
  })

  test('opens nothing of another project, and no way up', async () => {
    const path = `${randomUUID()}/a.txt`
    await put(ctx, { path, bytes: Readable.from(['x']) })
    await expect(preview(await platform.stranger(), { path })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(preview(ctx, { path: '../../etc/passwd' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})
