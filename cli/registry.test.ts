import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { espalier } from './testing.ts'
import { standInRegistry } from './testing-registry.ts'

let registry: Awaited<ReturnType<typeof standInRegistry>>
beforeAll(async () => {
  registry = await standInRegistry()
})
beforeEach(() => {
  registry.asked.length = 0
})
afterAll(() => registry.close())

const run = (...args: string[]) => espalier(args, registry.env)
const wish = (name: string) => registry.asked.find(([what]) => what === name)?.[1]

describe('run', () => {
  test('list asks in the search language, and says how to go on', async () => {
    const filter = "metrics.rmse < 3 AND (params.depth = '6' OR tags.best = 'yes')"
    const told = await run(
      'run',
      'list',
      '--filter',
      filter,
      '--order',
      'metrics.rmse ASC',
      '--experiment',
      '3',
      '--limit',
      '5',
    )
    expect(told.code).toBe(0)
    expect(told.stdout).toContain('r1   brave-owl  3           client  finished  1970-01-01T00:00:00  rmse 1.2346')
    expect(told.stderr).toContain('there are more: --after more')
    expect(wish('search')).toMatchObject({ filter, orderBy: ['metrics.rmse ASC'], experiments: [3], limit: 5 })
  })

  test('list is one JSON document on request', async () => {
    const { stdout, stderr } = await run('run', 'list', '--json')
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ id: 'r1' }], next: 'more' })
  })

  test('delete and restore take several, move wants to know where', async () => {
    expect(await run('run', 'delete', 'r1', 'r2')).toMatchObject({ code: 0, stdout: 'in the trash: r1, r2\n' })
    expect(wish('remove')).toEqual({ id: 'r1' })
    const { stdout } = await run('run', 'restore', 'r1', '--json')
    expect(JSON.parse(stdout)).toEqual({ restored: ['r1'] })
    expect(await run('run', 'move', 'r1')).toMatchObject({ code: 2 })
    expect(await run('run', 'move', 'r1', '--to', '4')).toMatchObject({ stdout: 'moved to experiment 4: 2\n' })
    expect(wish('move')).toEqual({ ids: ['r1'], to: 4 })
  })

  test('list shows the trash', async () => {
    await run('run', 'list', '--trash')
    expect(wish('search')).toMatchObject({ lifecycle: 'deleted' })
  })

  test('compare wants to know what', async () => expect(await run('run', 'compare')).toMatchObject({ code: 2 }))
})

describe('model', () => {
  test('show tells versions with aliases, state and origin', async () => {
    const { stdout } = await run('model', 'show', 'penguins')
    expect(stdout).toContain('penguins\nBirds.\n')
    expect(stdout).toMatch(/2 +Staging +penguins, revision 4 +2026-01-02 +Ada/)
    expect(stdout).toMatch(/1 +@champion +penguins, revision 4/)
  })

  test('what is not there is told with what is', async () => {
    const { code, stderr } = await run('model', 'promote', 'penguins@9')
    expect(code).toBe(2)
    expect(stderr).toBe('NOT_FOUND: no such version: penguins@9\n  there are: 2, 1, champion\n')
  })

  test('compare shows what differs, a star at the better, and counts the rest', async () => {
    const { stdout } = await run('model', 'compare', 'penguins@champion', 'penguins@2')
    expect(stdout).toContain('logLoss  0.123457    0.1 *')
    expect(stdout).toContain('figures: the same in 1')
    expect(stdout).toMatch(/train\.trees +50 +–/)
    expect(wish('compare')).toEqual({
      versions: [
        { name: 'penguins', number: 1 },
        { name: 'penguins', number: 2 },
      ],
    })
  })

  test('alias of a protected one is asked for: exit code 1, and what to do', async () => {
    const told = await run('model', 'alias', 'penguins@2', 'champion', '--reason', 'better')
    expect(told).toMatchObject({ code: 1, stdout: expect.stringContaining('espalier model approve 7') })
    expect(wish('setAlias')).toEqual({ name: 'penguins', number: 2, alias: 'champion', reason: 'better' })
    const json = await run('model', 'promote', 'penguins@2', '--to', '@champion', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'requested', request: 7 })
    expect(await run('model', 'alias', 'penguins', 'champion', '--remove')).toMatchObject({ code: 0 })
    expect(wish('removeAlias')).toEqual({ name: 'penguins', alias: 'champion' })
  })

  test('promote moves to a stage, whichever way it is written', async () => {
    expect(await run('model', 'promote', 'penguins@1', '--to', 'production', '--archive-others')).toMatchObject({
      code: 0,
      stdout: 'penguins version 1: Production\n',
    })
    expect(wish('moveStage')).toEqual({ name: 'penguins', number: 1, stage: 'Production', others: 'archive' })
  })

  test('reject needs a reason, approve none', async () => {
    expect(await run('model', 'reject', '7')).toMatchObject({ code: 2 })
    expect(await run('model', 'approve', '7')).toMatchObject({ code: 0 })
    expect(wish('approve')).toEqual({ request: 7 })
  })

  test('decommission reads a day to its end, and wants a reason', async () => {
    expect(await run('model', 'decommission', 'endpoint:penguins', '--on', '2027-01-31')).toMatchObject({ code: 2 })
    await run('model', 'decommission', 'endpoint:penguins', '--on', '2027-01-31', '--reason', 'call birds')
    const what = { endpoint: 'penguins' }
    expect(wish('decommission')).toEqual({ what, at: new Date('2027-01-31T23:59:59Z'), reason: 'call birds' })
    expect(await run('model', 'decommission', 'penguins@1', '--on', 'soon', '--reason', 'x')).toMatchObject({ code: 2 })
  })

  test('archive writes a file and takes the version out of use; restore brings it back and says what stays', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cli-archive-'))
    const file = join(folder, 'one.tar')
    expect(await run('model', 'archive', 'penguins@champion', '--out', file, '--copy')).toMatchObject({ code: 0 })
    expect(wish('archive')).toBeUndefined()
    expect(await run('model', 'archive', 'penguins@champion', '--out', file)).toMatchObject({ code: 0 })
    expect(wish('archive')).toEqual({ name: 'penguins', number: 1 })
    expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['the bytes', ['one.tar']])
    expect(await run('model', 'restore', file, '--as', 'birds')).toMatchObject({
      code: 0,
      stdout: 'penguins version 1 is back\n  @champion stays at version 3\n',
    })
    expect(wish('/api/models/archive?as=birds')).toBe('the bytes')

    await writeFile(file, 'other bytes')
    expect(await run('model', 'restore', file)).toMatchObject({
      code: 1,
      stderr: 'BAD_DATA: a file was changed: its hash is another: model.onnx\n',
    })
    expect(await run('model', 'restore', join(folder, 'none.tar'))).toMatchObject({ code: 2 })
  })
})

describe('demo', () => {
  test('create says where it is, for people and for Gradio clients', async () => {
    const told = await run('demo', 'create', 'penguins@champion', '--title', 'Which penguin?', '--json')
    expect(told.code).toBe(0)
    const { ESPALIER_URL: url } = registry.env
    expect(JSON.parse(told.stdout)).toEqual({
      name: 'which-penguin',
      url: `${url}/demos/which-penguin`,
      gradioUrl: `${url}/gradio/which-penguin`,
    })
    expect(wish('createDemo')).toEqual({ of: { versionId: 'v1' }, title: 'Which penguin?' })
    expect((await run('demo', 'create', 'penguins@7')).code).not.toBe(0)
    expect((await run('demo', 'delete', 'which-penguin')).code).toBe(0)
    expect(wish('removeDemo')).toEqual({ name: 'which-penguin' })
  })
})
