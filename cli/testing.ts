import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { type AnyTRPCRouter, initTRPC } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import superjson from 'superjson'
import { check, type Wiring } from '#pipeline/check.ts'
import { table } from '#pipeline/ports/index.ts'
import type { Spec } from '#pipeline/spec.ts'

export const t = initTRPC.create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, fault: error.cause } }),
})

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))

const step = {
  ...{
    node: 'train',
    kind: 'training.classifier',
    title: 'Train classifier',
    attempt: 1,
    progress: null,
    message: null,
  },
  ...{ outputs: null, rowsIn: 3, rowsOut: null, reusedFrom: null, fault: null, startedAt: at(1), endedAt: null },
}

const fault = { code: 'BAD_DATA', message: 'one class only: a', at: { column: 'y' }, hint: 'choose another target' }

/** Runs as the platform tells of them: by how they end. */
const endings = {
  done: { status: 'done', fault: null, step: { status: 'done', endedAt: at(3) } },
  failed: {
    status: 'failed',
    fault: { ...fault, at: { node: 'train', ...fault.at } },
    step: { status: 'failed', fault },
  },
} as const

const runOf = (status: string, changed: object) => ({
  ...{ id: 'r1', pipeline: { id: 'p1', slug: 'penguins', name: 'Penguins' }, revision: 2, spec: {}, overrides: {} },
  ...{ status, fault: null, startedBy: 'Owner', createdAt: at(0), startedAt: at(0), endedAt: null },
  steps: [{ ...step, ...changed }],
})

/** The one kind of node that it knows. */
const nodes: Wiring = new Map([
  ['etl.both', { title: 'Both', inputs: { a: table('One table.') }, outputs: { rows: table('Its rows.') } }],
])

/** A platform on the wire that knows one pipeline, whose runs end as told. */
export async function standIn(ending: keyof typeof endings) {
  const end = endings[ending]
  const applied: string[] = []
  const router = t.router({
    pipelines: t.router({
      list: t.procedure.query(() => [{ slug: 'penguins', name: 'Penguins' }]),
      inspect: t.procedure
        .input((input) => input as { spec: Spec })
        .mutation(({ input }) => ({ nodes: {}, problems: check(input.spec, nodes) })),
      applySpec: t.procedure
        .input((input) => input as { spec: Spec })
        .mutation(({ input }) => {
          applied.push(input.spec.name)
          return { slug: 'applied', outcome: 'created', revision: 1 }
        }),
    }),
    catalogue: t.router({ list: t.procedure.query(() => []) }),
    files: t.router({ list: t.procedure.query(() => []) }),
    runs: t.router({
      start: t.procedure.input((input) => input).mutation(({ input }) => ({ id: 'r1', revision: 2, input })),
      watch: t.procedure.subscription(async function* () {
        yield runOf('running', { status: 'running', progress: 0.5 })
        yield { ...runOf(end.status, end.step), fault: end.fault, endedAt: at(4) }
      }),
    }),
  })
  /** `applied`: names of pipelines that were saved. */
  return { ...(await serve(router)), applied }
}

/** A platform on the wire that answers as this router does. */
export async function serve(router: AnyTRPCRouter) {
  const handler = createHTTPHandler({ router, basePath: '/api/trpc/' })
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The command line as a program of its own. */
export async function espalier(args: string[], env: Record<string, string> = {}) {
  const { ESPALIER_URL: _, ESPALIER_HOME: __, ...inherited } = process.env
  const child = spawn(process.execPath, ['cli/espalier.mjs', ...args], { env: { ...inherited, ...env } })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { stdout, stderr, code }
}
