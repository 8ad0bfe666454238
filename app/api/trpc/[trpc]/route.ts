import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { readJson } from '#pipeline/read-json.ts'
import { contextOf } from '../../../_trpc/context.ts'
import { refuseForged } from '../../../_trpc/request-guard.ts'
import { appRouter } from '../../../_trpc/router.ts'
import { faultResponse } from '../../fault-response.ts'

async function handle(request: Request): Promise<Response> {
  try {
    refuseForged(request, 'application/json')
    const body = request.method === 'POST' ? await request.clone().text() : ''
    if (body) readJson(body)
  } catch (thrown) {
    return faultResponse(thrown)
  }
  return await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: ({ info }) => {
      const project = info.connectionParams?.project
      let context: ReturnType<typeof contextOf> | undefined
      return {
        context: () => {
          context ??= contextOf(request.headers, project)
          return context
        },
      }
    },
    onError: ({ path, error }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') console.error(`${path}:`, error.cause ?? error)
    },
  })
}

export { handle as GET, handle as POST }
