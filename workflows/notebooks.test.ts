import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestJupyter, testJupyter } from '#engines/kernels/testing.ts'
import { add } from '#services/files/add.ts'
import { executed } from '#services/notebooks/executed.ts'
import { start } from '#services/notebooks/start.ts'
import { logs } from '#services/runs/logs.ts'
import { type TestPlatform, testPlatform } from './testing/platform.ts'
import { began } from './testing/slow-node.ts'
import { type SpawnedWorkers, spawnedWorkers } from './testing/spawned-worker.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'

const cell = (source: string, ...tags: string[]) => ({
  ...{ cell_type: 'code', id: `c${source.length}`, metadata: { tags }, execution_count: null, outputs: [] },
  source,
})
const notebookOf = (...sources: string[]) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    cells: [cell("folder = ''\nalpha = 0.1", 'parameters'), ...sources.map((source) => cell(source))],
  })

/** Notes its process, then counts aloud until its gate is opened. */
const counting = notebookOf(
  "import os, time, pathlib, espalier\nwith open(f'{folder}/diary', 'a') as diary:\n    diary.write(f'{os.getpid()}\\n')",
  `count = 0
while not pathlib.Path(f'{folder}/gate').exists():
    print('count', count, flush=True)
    count += 1
    time.sleep(0.05)
print('counted', count)`,
  "espalier.log(alpha=alpha)\nprint('the end')",
)

describe('a notebook in a pipeline', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let jupyter: TestJupyter
  let workers: SpawnedWorkers
  const folders: string[] = []

  beforeAll(async () => {
    ;[platform, temporal, jupyter] = await Promise.all([testPlatform(), testTemporal(), testJupyter()])
    workers = spawnedWorkers(platform, temporal, jupyter)
    await workers.start()
  })
  afterAll(async () => {
    await workers?.kill()
    await Promise.all([platform?.close(), temporal?.close(), jupyter?.close()])
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })

  const ctx = () => platform.as(platform.actor)
  const startOf = async (name: string, text: string, values: Record<string, string> = {}) => {
    await add(ctx(), { name, source: Readable.from([text]) })
    const folder = await mkdtemp(join(tmpdir(), 'espalier-notebook-'))
    folders.push(folder)
    const { id } = await start(ctx(), { notebook: name, values: { folder, ...values } })
    return { id, diary: join(folder, 'diary'), open: () => writeFile(join(folder, 'gate'), '') }
  }
  const printed = async (runId: string) => {
    const { cells } = await executed(ctx(), { runId, node: 'run' })
    return (cells ?? []).flatMap(({ outputs }) => outputs.map((output) => ('text' in output ? output.text : output.is)))
  }
  const logOf = async (runId: string) =>
    (await logs(ctx(), { id: runId, node: 'run', limit: 2000 })).map(({ text }) => text).join('')
  const steps = (runId: string) => platform.step(runId, 'run')

  it('goes on when its worker is killed, runs each cell once and loses no output', async () => {
    const { id, diary, open } = await startOf('counting.ipynb', counting, { alpha: '0.5' })
    const [kernel] = await began(diary, 1)
    await platform.until(id, async () => (await printed(id)).join('').includes('count 5'))
    await workers.kill()
    await workers.start()
    await platform.until(id, async () => (await steps(id)).attempt === 2)
    await open()
    expect(await platform.ended(id)).toMatchObject({ status: 'done' })
    expect(await began(diary, 1)).toEqual([kernel])
    const [counts = '', end] = await printed(id)
    const lines = counts.trim().split('\n')
    expect(lines).toEqual([...lines.slice(0, -1).map((_, index) => `count ${index}`), `counted ${lines.length - 1}`])
    expect(end).toBe('the end\n')
  }, 120_000)

  it('is run again from its first cell when its kernel is killed', async () => {
    const { id, diary, open } = await startOf('killed.ipynb', counting)
    const [kernel] = await began(diary, 1)
    const killedAt = Date.now()
    process.kill(kernel as number, 'SIGKILL')
    const pids = await began(diary, 2)
    expect(Date.now() - killedAt).toBeLessThan(20_000)
    await open()
    expect(await platform.ended(id)).toMatchObject({ status: 'done' })
    expect(new Set(pids).size).toBe(2)
    expect(await logOf(id)).toMatch(/attempt 1 ended: the kernel of the notebook died in cell \[[34]\]/)
  }, 120_000)

  it('is run again from its first cell when the Jupyter server is killed and another comes', async () => {
    const { id, diary, open } = await startOf('served.ipynb', counting)
    const [kernel] = await began(diary, 1)
    const killedAt = Date.now()
    jupyter.process.kill('SIGKILL')
    const next = testJupyter(Number(new URL(jupyter.baseUrl).port))
    await platform.until(id, async () => (await logOf(id)).includes('attempt 1 ended'))
    expect(Date.now() - killedAt).toBeLessThan(20_000)
    expect(await logOf(id)).toContain('attempt 1 ended: the Jupyter server cannot be reached')
    jupyter = await next
    const pids = await began(diary, 2)
    expect(() => process.kill(kernel as number, 0)).toThrow('ESRCH')
    await open()
    expect(await platform.ended(id)).toMatchObject({ status: 'done' })
    expect(new Set(pids).size).toBe(2)
  }, 120_000)

  it.each([
    ['asks.ipynb', "name = input('who? ')", 'cell [3] waits for input, and nobody is there to answer'],
    ['raises.ipynb', "print('before')\nraise ValueError('no rows')", 'cell [3] raised ValueError: no rows'],
    ['hungry.ipynb', 'held = bytearray(8_000_000_000)', 'cell [3] needs more memory than it may have: 4096 MB'],
  ])(
    '%s fails with its reason, and what it put out is kept',
    async (name, source, message) => {
      const { id } = await startOf(name, notebookOf(source))
      const { status, fault } = await platform.ended(id)
      expect(status).toBe('failed')
      expect(fault?.message).toContain(message)
      const { path, cells } = await executed(ctx(), { runId: id, node: 'run' })
      expect(path).toMatch(new RegExp(`/artifacts/${name}$`))
      expect(cells?.at(-1)).toMatchObject({ status: 'failed' })
      expect(cells?.at(-1)?.outputs.at(-1)).toMatchObject({ is: 'error' })
    },
    60_000,
  )

  it('says which kernels there are when its own is not', async () => {
    const other = notebookOf('1').replaceAll('python3', 'ir')
    const { id } = await startOf('other.ipynb', other)
    expect(await platform.ended(id)).toMatchObject({
      fault: { code: 'INVALID_INPUT', message: 'no such kernel here: ir', hint: expect.stringContaining('python3') },
    })
  }, 60_000)

  it('is not started with a parameter that it does not have, or that does not fit', async () => {
    const text = notebookOf('1')
    await expect(startOf('plain.ipynb', text, { alhpa: '1' })).rejects.toMatchObject({
      message: 'no such parameter of the notebook: alhpa',
      hint: 'did you mean alpha?',
    })
    await expect(startOf('plain.ipynb', text, { alpha: 'much' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})
