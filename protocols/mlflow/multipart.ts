import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { abort } from '#services/tracking/artifacts/uploads/abort.ts'
import { begin } from '#services/tracking/artifacts/uploads/begin.ts'
import { complete } from '#services/tracking/artifacts/uploads/complete.ts'
import { mostParts, putPart } from '#services/tracking/artifacts/uploads/put-part.ts'
import { contextOf } from '../identify.ts'
import { addressIn, pathOf, trimmed } from './artifact-address.ts'
import type { ProxyOptions } from './artifact-proxy.ts'
import { bodyOf } from './body.ts'
import { atMost, integer, list, object, optional, required, text } from './fields.ts'

const which = { path: required(text), upload_id: required(text) }
const created = object({ path: required(text), num_parts: optional(atMost(mostParts)) })
const completed = object({
  ...which,
  parts: list(object({ part_number: required(integer), etag: required(text) })),
})
const aborted = object(which)
const sent = object({ upload_id: required(text), part_number: required(integer) })

/** The folder is in the address; the file is called as the one on the client's own disk. */
const fileIn = (request: FastifyRequest, local: string) =>
  [trimmed(pathOf(request)), posix.basename(local)].filter(Boolean).join('/')

/** A large file in parts: what to send and where to, and then that they are one file. Bodies are texts here. */
export function multipartRoutes(scope: FastifyInstance, base: string, { apiUrl }: ProxyOptions): void {
  const root = `${base}/mlflow-artifacts/mpu`
  scope.post(`${root}/create/*`, async (request) => {
    const { path: local, num_parts: parts = 1 } = created(bodyOf(request), '')
    const path = fileIn(request, local)
    const { upload } = await begin(contextOf(request), { path })
    const credentialOf = (number: number) => ({
      part_number: number,
      ...addressIn(request, {
        ...{ apiUrl, verb: 'mpu/create', to: 'mpu/part', path },
        query: { upload_id: upload, part_number: String(number) },
      }),
    })
    return { upload_id: upload, credentials: Array.from({ length: parts }, (_, index) => credentialOf(index + 1)) }
  })
  scope.post(`${root}/complete/*`, async (request) => {
    const { path: local, upload_id: upload, parts } = completed(bodyOf(request), '')
    await complete(contextOf(request), {
      ...{ path: fileIn(request, local), upload },
      parts: parts.map(({ part_number: number, etag }) => ({ number, sha256: etag.replace(/^"|"$/g, '') })),
    })
    return {}
  })
  scope.post(`${root}/abort/*`, async (request) => {
    const { path: local, upload_id: upload } = aborted(bodyOf(request), '')
    await abort(contextOf(request), { path: fileIn(request, local), upload })
    return {}
  })
}

/** Where the parts go. Bodies are streams here. */
export function partRoutes(scope: FastifyInstance, base: string): void {
  scope.put(`${base}/mlflow-artifacts/mpu/part/*`, async (request, reply) => {
    const { upload_id: upload, part_number: number } = sent(request.query, '')
    const bytes = request.body as Readable
    const { sha256 } = await putPart(contextOf(request), { path: pathOf(request), upload, number, bytes })
    return reply.header('etag', `"${sha256}"`).send({})
  })
}
