import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'

/** Forms, as browsers and clients send them. */
export function readForms(scope: FastifyInstance, bodyLimit: number): void {
  const read = async ({ headers }: FastifyRequest, body: Buffer): Promise<FormData> =>
    await new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } })
      .formData()
      .catch((cause: unknown) => {
        throw new Fault('INVALID_INPUT', 'not a form that can be read', { cause })
      })
  const types = ['multipart/form-data', 'application/x-www-form-urlencoded']
  scope.addContentTypeParser<Buffer>(types, { parseAs: 'buffer', bodyLimit }, read)
}

/** What a form says under a name, if it says it in words. */
export function wordOf(form: unknown, name: string): string | undefined {
  const value = form instanceof FormData ? form.get(name) : undefined
  return typeof value === 'string' ? value : undefined
}
