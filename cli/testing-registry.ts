import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { initTRPC } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import superjson from 'superjson'
import type { FaultData } from '#pipeline/fault.ts'

const t = initTRPC.create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, fault: error.cause } }),
})

const version = (number: number, changed: object = {}) => ({
  ...{ id: `v${number}`, number, form: 'onnx', metrics: {}, source: null, stage: 'None', description: null, tags: [] },
  ...{ aliases: [], createdAt: new Date(Date.UTC(2026, 0, number)), createdBy: 'Ada', archivedAt: null, sunset: null },
  ...{ asked: [], origin: { kind: 'pipeline', run: 'r1', slug: 'penguins', name: 'Penguins', revision: 4, node: 'x' } },
  ...changed,
})

const model = {
  ...{ id: 'm1', name: 'penguins', description: 'Birds.', tags: [], waiting: 1 },
  aliases: [{ alias: 'champion', number: 1, protection: 'protected' }],
  versions: [version(2, { stage: 'Staging' }), version(1, { aliases: ['champion'] })],
}

const compared = (name: string, values: (string | number | null)[], best: number[] = []) => ({
  ...{ name, values, best },
  differs: new Set(values).size > 1 ? 'differs' : 'same',
})

const run = {
  ...{ id: 'r1', name: 'brave-owl', experiment: 3, kind: 'client', status: 'finished', startedAt: 0, endedAt: 1 },
  ...{ params: [], tags: [], metrics: [{ key: 'rmse', value: 1.23456789, step: 0, at: 0 }] },
}

/** A registry on the wire of one model, whose alias is protected; what it was asked is kept. */
export async function standInRegistry() {
  const asked: [string, unknown][] = []
  const told = <T>(name: string, answer: T) =>
    t.procedure
      .input((input) => input)
      .mutation(({ input }) => {
        asked.push([name, input])
        return answer
      })
  const shown = <T>(name: string, answer: T) =>
    t.procedure
      .input((input) => input)
      .query(({ input }) => {
        asked.push([name, input])
        return answer
      })
  const router = t.router({
    models: t.router({
      get: shown('get', model),
      setAlias: told('setAlias', { outcome: 'requested', request: 7 }),
      removeAlias: told('removeAlias', { outcome: 'moved' }),
      moveStage: told('moveStage', { stage: 'Production' }),
      archive: told('archive', undefined),
      compare: shown('compare', {
        versions: [
          { model: 'penguins', number: 1 },
          { model: 'penguins', number: 2 },
        ],
        metrics: [compared('logLoss', [0.123456789, 0.1], [1]), compared('f1', [1, 1])],
        params: [compared('train.trees', ['50', null])],
        ...{ data: [], signature: [], facts: [] },
      }),
    }),
    approvals: t.router({ approve: told('approve', undefined), reject: told('reject', undefined) }),
    demos: t.router({
      create: told('createDemo', { id: 'd1', name: 'which-penguin', already: false }),
      remove: told('removeDemo', undefined),
    }),
    decommissions: t.router({ decommission: told('decommission', undefined) }),
    tracked: t.router({
      search: shown('search', { runs: [run], next: 'more' }),
      remove: told('remove', undefined),
      restore: told('restore', undefined),
      move: told('move', { moved: 2, from: [{ experiment: 3, ids: ['r1'] }] }),
    }),
  })
  const handler = createHTTPHandler({ router, basePath: '/api/trpc/' })
  const refused: FaultData = { code: 'BAD_DATA', message: 'a file was changed: its hash is another: model.onnx' }
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/api/models/archive')) return handler(request, response)
    if (request.method === 'GET') return response.end('the bytes')
    const bytes = (await buffer(request)).toString()
    asked.push([request.url, bytes])
    const whole = bytes === 'the bytes'
    const aliases = [{ alias: 'champion', outcome: 'kept', at: 3 }]
    response.statusCode = whole ? 201 : 422
    response.end(JSON.stringify(whole ? { name: 'penguins', number: 1, outcome: 'restored', aliases } : refused))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    env: { ESPALIER_URL: `http://127.0.0.1:${port}`, ESPALIER_TOKEN: 'esp_test' },
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
