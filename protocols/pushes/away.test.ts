import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Context } from '#services/context.ts'
import { create } from '#services/tokens/create.ts'
import { revoke } from '#services/tokens/revoke.ts'
import { histories } from '#services/tracking/metrics/histories.ts'
import { follow } from '#services/tracking/pushes/follow.ts'
import { giveUp } from '#services/tracking/pushes/give-up.ts'
import { rows } from '#services/tracking/runs/rows.ts'
import { type TestServer, testServer } from '../testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

/** The way to the server, as it is on some days. */
type Way = 'open' | 'closed' | 'answers get lost' | 'nothing gets through'

async function road(to: string) {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  const seen = { way: 'open' as Way, held: 0 }
  const server = createServer((near) => {
    near.on('error', () => {})
    if (seen.way === 'closed') return void near.destroy()
    if (seen.way === 'nothing gets through') {
      near.on('data', () => {
        seen.held += 1
      })
      return
    }
    const far = connect(Number(port), hostname)
    sockets.add(far)
    far.on('error', () => near.destroy())
    near.pipe(far)
    if (seen.way === 'answers get lost') far.once('data', () => near.destroy())
    else far.pipe(near)
    near.on('close', () => far.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { url, seen, close: () => server.close() }
}

const script = `
import espalier, json
with espalier.run("nightly", experiment="scores") as run:
    espalier.log(kind="a", loss=0.5)
print("told", json.dumps({"id": run.delivery.id, "url": run.url, "fault": run.delivery.fault and run.delivery.fault.data}))`
const live = (folder: string) => `
import espalier, json, os, time
with espalier.run("long", experiment="scores") as run:
    espalier.log(kind="a", loss=3.0)
    while not os.path.exists("${folder}/on"):
        time.sleep(0.05)
    espalier.log(kind="b")
    espalier.log(loss=1.0, step=1)
print("told", json.dumps({"fault": run.delivery.fault and run.delivery.fault.data}))`
const sync = `
import espalier, json
done = espalier.sync()
print("told", json.dumps({"sent": done.sent, "waiting": done.waiting, "fault": done.fault and done.fault.data}))`

describe('what is pushed while the platform is away', () => {
  let server: TestServer
  let way: Awaited<ReturnType<typeof road>>
  let ctx: Context
  let env: Record<string, string | undefined>
  beforeAll(async () => {
    server = await testServer()
    way = await road(server.url)
  })
  afterAll(async () => {
    way.close()
    await server.close()
  })
  beforeEach(async () => {
    const project = await server.project()
    ctx = project.ctx
    way.seen.way = 'open'
    way.seen.held = 0
    env = {
      ...process.env,
      PYTHONPATH: 'engines/python',
      ESPALIER_URL: way.url,
      ESPALIER_TOKEN: project.token,
      ESPALIER_SPOOL: await mkdtemp(join(tmpdir(), 'espalier-spool-')),
    }
  })

  const tell = async (code: string) => {
    const { stdout } = await promisify(execFile)(python, ['-c', code], { env: env as NodeJS.ProcessEnv })
    return JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')
  }
  const found = async () =>
    (await rows(ctx, { experiments: [0, 1], metrics: ['loss'], params: ['kind'] })).map(
      ({ name, metrics, params }) => ({
        ...{ name, metrics, params },
      }),
    )
  const nightly = [{ name: 'nightly', metrics: { loss: 0.5 }, params: { kind: 'a' } }]

  it('waits on disk and is there once, whole, when it is back', { timeout: 60_000 }, async () => {
    way.seen.way = 'closed'
    const { id, url, fault } = await tell(script)
    expect({ url, fault }).toMatchObject({
      url: null,
      fault: { code: 'UNAVAILABLE', hint: expect.stringContaining('espalier.sync') },
    })
    expect(await tell(sync)).toMatchObject({ sent: [], waiting: 1, fault: { code: 'UNAVAILABLE' } })
    way.seen.way = 'open'
    expect(await tell(sync)).toMatchObject({ sent: [id], waiting: 0, fault: null })
    expect(await tell(sync)).toMatchObject({ sent: [], waiting: 0 })
    expect(await found()).toEqual(nightly)
  })

  it('is there once where only the answer was lost', { timeout: 60_000 }, async () => {
    way.seen.way = 'answers get lost'
    const { id, fault } = await tell(script)
    expect(fault).toMatchObject({ code: 'UNAVAILABLE' })
    await expect.poll(found).toEqual(nightly)
    way.seen.way = 'open'
    expect(await tell(sync)).toMatchObject({ sent: [id] })
    expect(await found()).toEqual(nightly)
  })

  it('is seen while it goes on, and whole at its end', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'espalier-live-'))
    const going = tell(live(folder))
    await expect
      .poll(found, { timeout: 30_000 })
      .toEqual([{ name: 'long', metrics: { loss: 3 }, params: { kind: 'a' } }])
    way.seen.way = 'closed'
    await writeFile(join(folder, 'on'), '')
    expect(await going).toMatchObject({ fault: { code: 'UNAVAILABLE' } })
    way.seen.way = 'open'
    expect((await tell(sync)).sent).toHaveLength(1)
    expect(await found()).toEqual([{ name: 'long', metrics: { loss: 1 }, params: { kind: 'b' } }])
    const [run] = await rows(ctx, { experiments: [0, 1], metrics: ['loss'], params: [] })
    const curve = await histories(ctx, { ids: [run?.id ?? ''], key: 'loss', limit: 9 })
    expect(curve.map(({ value }) => value)).toEqual([3, 1])
  })

  it('is ended once its program was killed, and goes on once that is heard again', { timeout: 60_000 }, async () => {
    const child = spawn(python, ['-c', live('/nowhere')], { env: env as NodeJS.ProcessEnv })
    await expect.poll(found, { timeout: 30_000 }).toHaveLength(1)
    expect(await giveUp(ctx)).toEqual([])
    child.kill('SIGKILL')
    const state = async () => (await rows(ctx, { experiments: [0, 1], metrics: [], params: [] }))[0]
    const id = (await state())?.id ?? ''
    expect(await giveUp(ctx, 0)).toEqual([id])
    expect(await state()).toMatchObject({ status: 'killed', endedAt: expect.any(Number) })
    const { experiment, name, startedAt, userName } = {
      experiment: 'scores',
      name: 'long',
      startedAt: 1,
      userName: 'me',
    }
    await follow(ctx, { id, told: { experiment, name, startedAt, userName, params: [], metrics: [] } })
    expect(await state()).toMatchObject({ status: 'running', endedAt: null })
  })

  it('waits for a new token where the old one was revoked', { timeout: 60_000 }, async () => {
    const { id: tokenId, token } = await create(ctx, { name: 'old' })
    env.ESPALIER_TOKEN = token
    await revoke(ctx, { id: tokenId })
    const { id, fault } = await tell(script)
    expect(fault).toMatchObject({ code: 'UNAUTHENTICATED', hint: expect.stringContaining('expired or was revoked') })
    env.ESPALIER_TOKEN = (await create(ctx, { name: 'new' })).token
    expect(await tell(sync)).toMatchObject({ sent: [id] })
    expect(await found()).toEqual(nightly)
  })

  it('is nowhere half visible where the kernel dies, and not lost', { timeout: 60_000 }, async () => {
    way.seen.way = 'nothing gets through'
    const child = spawn(python, ['protocols/pushes/drive_killed.py'], { env: env as NodeJS.ProcessEnv })
    const ended = new Promise((resolve) => child.on('exit', resolve))
    await vi.waitFor(() => expect(way.seen.held).toBeGreaterThan(0), { timeout: 40_000, interval: 50 })
    child.stdin.end('\n')
    await ended
    expect(await found()).toEqual([])
    way.seen.way = 'open'
    expect(await tell(sync)).toMatchObject({ sent: [expect.any(String)], waiting: 0 })
    expect(await found()).toMatchObject([{ metrics: { loss: 0.5 } }])
  })

  it('leaves nothing where it is cut, and takes no id of something else', async () => {
    const send = (id: string, size: number) =>
      new Promise<number | undefined>((resolve) => {
        const headers = { authorization: `Bearer ${env.ESPALIER_TOKEN}`, 'content-type': 'application/x-tar' }
        const { hostname, port } = new URL(server.url)
        const sent = request(
          { hostname, port, method: 'PUT', path: `/pushes/${id}`, headers: { ...headers, 'content-length': size } },
          (answer) => {
            answer.resume()
            resolve(answer.statusCode)
          },
        )
        sent.on('error', () => resolve(undefined))
        sent.write('x'.repeat(600), () => size > 600 && sent.destroy())
      })
    expect(await send(randomUUID(), 100_000)).toBeUndefined()
    expect(await send(randomUUID(), 600)).toBe(422)
    expect(await send('no-id', 600)).toBe(400)
    expect(await found()).toEqual([])
    await expect.poll(() => readdir(server.platform.work)).not.toContainEqual(expect.stringMatching(/^push-/))
  })
})
