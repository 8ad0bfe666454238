import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../../paths.mjs'
import type { Part } from '../supervise.ts'
import { answers, until } from '../until.ts'

type Variables = Record<string, string | undefined>

/** The usual room for young objects is what an idle process mostly consists of. */
const small = '--max-semi-space-size=4'
const typescript = [small, '--import', 'tsx', '--enable-source-maps']
/** The C library would give each of many threads a heap of its own, and keep them. */
const fewHeaps = { MALLOC_ARENA_MAX: '2' }

/** Runs what the outbox and Temporal ask for; says itself when it polls. */
export const workerPart = (env: Variables): Part => ({
  name: 'worker',
  command: process.execPath,
  args: [...typescript, join('workflows', 'worker.ts')],
  env: { ...fewHeaps, ...env },
  channel: 'ipc',
  ready: async (signal, child) => {
    await once(child, 'message', { signal })
    // An open channel would keep the worker from ending by itself.
    child.disconnect()
  },
})

/** What other programs talk to. */
export const protocolsPart = (env: Variables, { url, port }: { url: string; port: number }): Part => ({
  name: 'protocols',
  command: process.execPath,
  args: [...typescript, join('protocols', 'server.ts')],
  env: { ...fewHeaps, ...env, PORT: String(port) },
  ready: (signal) => until(answers(`${url}/v2/health/ready`), signal),
})

/** What people look at. */
export const webPart = (env: Variables, { url, port, build }: { url: string; port: number; build: string }): Part => ({
  name: 'web',
  command: process.execPath,
  args: [
    small,
    join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
    'start',
    '-H',
    '127.0.0.1',
    '-p',
    String(port),
  ],
  env: {
    ...fewHeaps,
    ...env,
    PORT: String(port),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    ESPALIER_WEB_BUILD: build,
  },
  ready: (signal) => until(answers(`${url}/sign-in`), signal),
})
