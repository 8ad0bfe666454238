import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '#pipeline/fault.ts'
import type { Execution, KernelAttempt, KernelEvent, Kernels } from './kernels.ts'
import { openKernels } from './open-kernels.ts'
import { type TestJupyter, testJupyter } from './testing.ts'

const show = (event: object) =>
  `from IPython.display import display
display({'application/vnd.espalier.event+json': ${JSON.stringify(event)}}, raw=True)
`
const mustNotRun = 'raise SystemError("must not run")'
const sayPid = 'import os, sys\nprint(os.getpid(), flush=True)\n'
/** Holds the main thread in C, where an interrupt is not looked at. */
const busyInC = `${sayPid}import hashlib\nhashlib.pbkdf2_hmac('sha256', b'a', b'b', 2_000_000_000)`

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const listen = (code: string, more: Partial<Execution> = {}) => {
  const heard = {
    log: '',
    errors: '',
    events: [] as KernelEvent[],
    alive: 0,
    attempt: undefined as KernelAttempt | undefined,
  }
  let spoke: () => void
  let attach: () => void
  const firstLog = new Promise<void>((resolve) => {
    spoke = resolve
  })
  const attached = new Promise<void>((resolve) => {
    attach = resolve
  })
  const execution: Execution = {
    code,
    signal: new AbortController().signal,
    onAttempt: (attempt) => {
      heard.attempt = attempt
      attach()
    },
    onAlive: () => {
      heard.alive += 1
    },
    onLog: (stream, text) => {
      if (stream === 'stdout') heard.log += text
      else heard.errors += text
      spoke()
    },
    onEvent: (event) => heard.events.push(event),
    ...more,
  }
  return { heard, firstLog, attached, execution }
}

const faultOf = async (promise: Promise<unknown>): Promise<Fault> =>
  promise.then(
    () => expect.fail('no fault'),
    (fault: Fault) => fault,
  )

describe('kernels', () => {
  let jupyter: TestJupyter
  let kernels: Kernels

  /** What the server says of a kernel, as soon as it says so. */
  const expectKernel = (id: string) => {
    const model = async () => {
      const response = await fetch(`${jupyter.baseUrl}/api/kernels/${id}`, {
        headers: { authorization: `token ${jupyter.token}` },
      })
      return (await response.json()) as { connections: number; execution_state: string }
    }
    return {
      connections: expect.poll(async () => (await model()).connections),
      state: expect.poll(async () => (await model()).execution_state, { timeout: 10_000 }),
    }
  }

  /** An execution that says it has begun, loses its process, and ends when `open` is called. */
  const abandoned = async () => {
    const first = openKernels({ ...jupyter, warm: 0 })
    const gate = join(mkdtempSync(join(tmpdir(), 'espalier-gate-')), 'open')
    const { execution, firstLog, heard } = listen(
      `${sayPid}import time\nwhile not os.path.exists('${gate}'): time.sleep(0.01)\nprint('ended')`,
    )
    const run = faultOf(first.execute(execution))
    await firstLog
    await first.close()
    expect((await run).code).toBe('UNAVAILABLE')
    const attempt = heard.attempt as KernelAttempt
    await expectKernel(attempt.kernelId).connections.toBe(0)
    return { attempt, pid: Number(heard.log), open: () => writeFileSync(gate, '') }
  }

  beforeAll(async () => {
    jupyter = await testJupyter()
    kernels = openKernels(jupyter)
  }, 60_000)
  afterAll(async () => {
    await kernels.close()
    await jupyter.close()
  })

  it('run code and tell its output, progress and metrics in order', async () => {
    const code = `print('one')\n${show({ type: 'progress', share: 0.5, message: 'half' })}${show({ type: 'metric', name: 'loss', index: 3, value: 0.25 })}print('two')`
    const { heard, execution } = listen(code)
    expect(await kernels.execute(execution)).toBe('finished')
    expect(heard.log).toBe('one\ntwo\n')
    expect(heard.events).toEqual([
      { type: 'progress', share: 0.5, message: 'half' },
      { type: 'metric', name: 'loss', index: 3, value: 0.25 },
    ])
    expect(heard.attempt?.msgId).toBeTruthy()
  })

  it('give each execution a kernel that knows nothing of the one before', async () => {
    await kernels.execute(listen('left_behind = 1').execution)
    const { heard, execution } = listen(`print('left_behind' in globals(), 'pyarrow' in __import__('sys').modules)`)
    await kernels.execute(execution)
    expect(heard.log).toBe('False True\n')
  })

  it('let executions of one group follow each other in one kernel, until something goes wrong in it', async () => {
    const pidOf = async (group: string, code = '') => {
      const { heard, execution } = listen(`print(__import__('os').getpid())\n${code}`)
      await kernels.execute({ ...execution, group }).catch(() => undefined)
      return heard.log
    }
    const first = await pidOf('a')
    expect(await pidOf('b')).not.toBe(first)
    expect(await pidOf('a', 'raise ValueError()')).toBe(first)
    expect(await pidOf('a')).not.toBe(first)
  })

  it('turn an exception into a fault and keep the traceback in the log', async () => {
    const { heard, execution } = listen(`def area(width):\n    return width['x']\narea(3)`)
    const fault = await faultOf(kernels.execute(execution))
    expect(fault).toMatchObject({ code: 'INTERNAL' })
    expect(fault.message).toMatch(/^python raised TypeError: /)
    expect(heard.errors).toContain('area(3)')
    expect(heard.errors).not.toContain('\u001b')
  })

  it('hand on a fault that the code raised as it is', async () => {
    const data = { code: 'BAD_DATA', message: 'the target has one class: island', at: { column: 'species' }, hint: 'x' }
    const { heard, execution } = listen(
      `class Fault(Exception):\n    pass\nraise Fault(${JSON.stringify(JSON.stringify(data))})`,
    )
    expect((await faultOf(kernels.execute(execution))).toJSON()).toEqual(data)
    expect(heard.errors).toBe('')
  })

  it('report a lack of memory as a limit, with the peak', async () => {
    const { execution } = listen('import numpy\nnumpy.ones((1 << 31,))', { memoryMb: 500 })
    const fault = await faultOf(kernels.execute(execution))
    expect(fault.code).toBe('LIMIT')
    expect(fault.message).toMatch(/its peak was \d+ MB/)
  })

  it('cap what a chatty step may log', async () => {
    const { heard, execution } = listen(`print('x' * 6_000_000)`)
    await kernels.execute(execution)
    expect(heard.log.length).toBe(2_000_000)
    expect(heard.errors).toContain('further output is not kept')
  })

  it('survive messages that break the protocol', async () => {
    const { execution } = listen(
      `k = get_ipython().kernel\nk.session.send(k.iopub_socket, 'stream', {'nonsense': 1}, parent=k.get_parent())\nprint('after')`,
    )
    expect(await kernels.execute(execution)).toBe('finished')
  })

  it('cancel Python code by interrupting it', async () => {
    const stop = new AbortController()
    const { execution, firstLog } = listen(`${sayPid}import time\nwhile True: time.sleep(0.01)`, {
      signal: stop.signal,
    })
    const run = kernels.execute(execution)
    await firstLog
    const before = Date.now()
    stop.abort()
    expect((await faultOf(run)).code).toBe('CANCELLED')
    expect(Date.now() - before).toBeLessThan(10_000)
  })

  it('cancel a loop in C by killing its kernel, within ten seconds', async () => {
    const stop = new AbortController()
    const { execution, firstLog, heard } = listen(busyInC, { signal: stop.signal })
    const run = kernels.execute(execution)
    await firstLog
    const before = Date.now()
    stop.abort()
    expect((await faultOf(run)).code).toBe('CANCELLED')
    expect(Date.now() - before).toBeLessThan(10_000)
    expect(alive(Number(heard.log))).toBe(false)
  }, 20_000)

  it('do not start what was cancelled before', async () => {
    const { execution, heard } = listen('print(1)', { signal: AbortSignal.abort() })
    expect((await faultOf(kernels.execute(execution))).code).toBe('CANCELLED')
    expect(heard.attempt).toBeUndefined()
  })

  it('notice a killed kernel and never run on in an empty one', async () => {
    const { execution, firstLog, heard } = listen(busyInC)
    const run = kernels.execute(execution)
    await firstLog
    process.kill(Number(heard.log), 'SIGKILL')
    expect((await faultOf(run)).code).toBe('UNAVAILABLE')
    expect(await kernels.execute(listen('1').execution)).toBe('finished')
  }, 20_000)

  it('notice a frozen kernel, which looks like a busy one', async () => {
    const hasty = openKernels({ ...jupyter, warm: 0, patience: { probe: 200 } })
    const { execution, firstLog, heard } = listen(busyInC)
    const run = hasty.execute(execution)
    await firstLog
    process.kill(Number(heard.log), 'SIGSTOP')
    const fault = await faultOf(run)
    expect(fault.code).toBe('UNAVAILABLE')
    expect(fault.message).toMatch(/no longer answers/)
    expect(heard.alive).toBeGreaterThan(0)
    await hasty.close()
    expect(alive(Number(heard.log))).toBe(false)
  }, 30_000)

  it('take up an execution that another process had started, with all it said in between', async () => {
    const { attempt, open } = await abandoned()
    open()
    await expectKernel(attempt.kernelId).state.toBe('idle')
    const { execution, heard } = listen(mustNotRun, { resume: attempt })
    expect(await kernels.execute(execution)).toBe('finished')
    expect(heard.log).toBe('ended\n')
  })

  it('say that an execution has ended, when how it ended was told to somebody else', async () => {
    const { attempt, open } = await abandoned()
    const { execution, heard, attached } = listen(mustNotRun, { resume: { ...attempt, clientId: randomUUID() } })
    const run = kernels.execute(execution)
    await attached
    open()
    expect(await run).toBe('unknown')
    expect(heard.errors).toBe('')
  })

  it('start anew when the kernel to resume is gone', async () => {
    const resume = { kernelId: randomUUID(), clientId: randomUUID(), msgId: randomUUID() }
    const { execution, heard } = listen('print("anew")', { resume })
    expect(await kernels.execute(execution)).toBe('finished')
    expect(heard.log).toBe('anew\n')
  })

  it('sweep what nobody has taken up, and nothing that is connected or still wanted', async () => {
    const sweeper = openKernels({ ...jupyter, warm: 0, patience: { orphan: 0 } })
    const stop = new AbortController()
    const [orphan, wanted] = [await abandoned(), await abandoned()]
    const { execution, firstLog } = listen(`${sayPid}import time\nwhile True: time.sleep(0.01)`, {
      signal: stop.signal,
    })
    const connected = faultOf(kernels.execute(execution))
    await firstLog
    await sweeper.sweep(new Set([wanted.attempt.kernelId]))
    expect(alive(orphan.pid)).toBe(false)
    expect(alive(wanted.pid)).toBe(true)
    stop.abort()
    expect((await connected).code).toBe('CANCELLED')
    await sweeper.sweep(new Set())
    expect(alive(wanted.pid)).toBe(false)
    await sweeper.close()
  }, 60_000)

  it('report a Jupyter server that dies', async () => {
    const own = await testJupyter()
    const hasty = openKernels({ ...own, warm: 0, patience: { disconnected: 300 } })
    const { execution, firstLog } = listen(busyInC)
    const run = hasty.execute(execution)
    await firstLog
    own.process.kill('SIGKILL')
    const fault = await faultOf(run)
    expect(fault).toMatchObject({ code: 'UNAVAILABLE', message: 'the Jupyter server cannot be reached' })
    expect((await faultOf(hasty.execute(listen('1').execution))).code).toBe('UNAVAILABLE')
    await hasty.close()
    await own.close()
  }, 60_000)
})
