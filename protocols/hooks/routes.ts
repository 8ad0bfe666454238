import type { FastifyInstance } from 'fastify'
import type { Resources } from '#services/context.ts'
import { largestBody, receive } from '#services/triggers/receive.ts'

/** `POST /hooks/<trigger>`: a message after the Standard Webhooks convention; who signed it needs no token. */
export function hookRoutes(server: FastifyInstance, resources: Resources): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The signature is of the bytes, whatever they claim to be.
    scope.addContentTypeParser<Buffer>(
      '*',
      { parseAs: 'buffer', bodyLimit: largestBody },
      async (_: unknown, body: Buffer) => body,
    )
    scope.post<{ Params: { trigger: string }; Body: Buffer | undefined }>(
      '/hooks/:trigger',
      { config: { open: true }, bodyLimit: largestBody },
      async ({ params, headers, body }, reply) => {
        const { id, again, outcome, reason } = await receive(resources, {
          triggerId: params.trigger,
          headers,
          body: body ?? Buffer.alloc(0),
        })
        return reply
          .code(again ? 200 : 202)
          .send({ id, run: id, outcome, ...(reason && { reason }), ...(again && { again }) })
      },
    )
  })
}
