import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { contextOf } from '../../../_trpc/context.ts'
import { refuseForged } from '../../../_trpc/request-guard.ts'
import { appRouter } from '../../../_trpc/router.ts'
import { faultResponse } from '../../fault-response.ts'

function handle(request: Request): Promise<Response> | Response {
  try {
    refuseForged(request, 'application/json')
  } catch (thrown) {
    return faultResponse(thrown)
  }
  return fetchRequestHandler({
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
