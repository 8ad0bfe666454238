import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { childCode } from '../../child-code.ts'
import type { Gated, GateOrder, GateReply } from './gated.ts'
import { limits, memoryFor } from './limits.ts'
import { turn } from './turn.ts'

export interface GateOptions {
  /** The checkout: where the sources and `node_modules/` lie. */
  root: string
  path: string
  /** Where the stored form is written, if it comes to one. */
  out: string
  corrections?: Corrections
  /** Files that came with it and that it may keep data in, by name: where they lie. None for a file that came alone. */
  beside?: Record<string, string>
  /** Of the child. */
  limits?: { memory: number; seconds: number }
}

/**
 * Looks at an ONNX file of unknown origin, and tries it, where it can harm nothing: in a child with little memory and time,
 * an empty folder and no environment. Faults: BAD_DATA, LIMIT, each with a next step.
 */
export async function gate({
  root,
  path,
  out,
  corrections = {},
  beside = {},
  limits: given,
}: GateOptions): Promise<Gated> {
  const sizes = await Promise.all([path, ...Object.values(beside)].map(async (one) => (await stat(one)).size))
  const size = sizes.reduce((sum, one) => sum + one, 0)
  if (size > limits.bytes)
    throw new Fault('LIMIT', `the model is too large, in bytes: ${size}`, {
      hint: `at most ${limits.bytes}; quantise it, or split it`,
    })
  const { memory, seconds } = given ?? { memory: memoryFor(size), seconds: limits.seconds }
  const done = await turn()
  const cwd = await mkdtemp(join(tmpdir(), 'espalier-gate-'))
  const child = start(root, cwd, memory)
  try {
    return await heard(child, { path, out, corrections, beside }, seconds)
  } finally {
    child.kill('SIGKILL')
    await rm(cwd, { recursive: true, force: true })
    done()
  }
}

function start(root: string, cwd: string, memory: number): ChildProcess {
  const node = [process.execPath, childCode(root, 'engines/models/child/gate.ts')]
  // What the kernel counts is what is really held; V8 and ONNX Runtime lay claim to far more address space.
  const limited = ['-c', 'ulimit -d "$0"; ulimit -c 0; exec "$@"', String(Math.ceil(memory / 1024)), ...node]
  return spawn('/bin/sh', limited, {
    cwd,
    env: { NODE_ENV: 'production', TMPDIR: cwd },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function heard(child: ChildProcess, order: GateOrder, seconds: number): Promise<Gated> {
  let gated: Gated | undefined
  return new Promise<Gated>((resolve, reject) => {
    // A file that has passed has passed, however many rows at once it was tried with since.
    const end = (fault: Fault) => (gated ? resolve(gated) : reject(fault))
    const slow = () =>
      end(
        new Fault('LIMIT', `the model takes too long: more than ${seconds} s`, {
          hint: 'export it without loops that do not end, or make it smaller',
        }),
      )
    const timer = setTimeout(slow, seconds * 1000)
    child.on('message', (reply: GateReply) => {
      if ('fault' in reply) end(Fault.fromJSON(reply.fault))
      else if ('end' in reply) end(new Fault('INTERNAL', 'the gate said nothing'))
      else if ('gated' in reply) gated = reply.gated
      else if (gated?.admitted) gated.admitted.signature.rowsAtOnce = reply.rows
    })
    child.on('error', (cause) =>
      end(new Fault('UNAVAILABLE', 'the gate could not be started', { hint: 'try again', cause })),
    )
    child.on('exit', () => {
      clearTimeout(timer)
      end(
        new Fault('LIMIT', 'the engine crashed over the model, or ran out of memory', {
          hint: 'check it with onnx.checker.check_model(model, full_check=True), and make it smaller',
        }),
      )
    })
    child.send(order)
  })
}
