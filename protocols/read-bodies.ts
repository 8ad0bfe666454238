import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { readJson } from '#pipeline/read-json.ts'

/** JSON bodies by the framework's own reader, which keeps prototypes safe; what it refuses is read again to name the place. */
export function readBodies(server: FastifyInstance): void {
  const read = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    read(request, body, (error, value) => {
      if (!error) return done(null, value)
      try {
        readJson(body)
        done(
          new Fault('INVALID_INPUT', 'the body has a name that no column may have: __proto__ or constructor', {
            hint: 'leave it out',
            cause: error,
          }),
        )
      } catch (fault) {
        done(fault as Error)
      }
    })
  })
}
