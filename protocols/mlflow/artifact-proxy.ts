import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { list } from '#services/tracking/artifacts/list.ts'
import { open } from '#services/tracking/artifacts/open.ts'
import { put } from '#services/tracking/artifacts/put.ts'
import { remove } from '#services/tracking/artifacts/remove.ts'
import { contextOf } from '../identify.ts'
import { addressIn, pathOf, trimmed } from './artifact-address.ts'
import { sendArtifact } from './artifact-send.ts'
import { fileView } from './artifacts.ts'

export interface ProxyOptions {
  /** Of this server, as callers know it. */
  apiUrl: string | undefined
}

/** The store as MLflow's clients reach it: bytes stream through, and never lie in memory whole. */
export function artifactProxy(scope: FastifyInstance, base: string, { apiUrl }: ProxyOptions): void {
  const root = `${base}/mlflow-artifacts/artifacts`
  scope.get<{ Querystring: { path?: string } }>(root, async (request) => {
    const files = await list(contextOf(request), { folder: trimmed(request.query.path ?? '') })
    return { files: files.map((file) => fileView(file)) }
  })
  scope.get(`${root}/*`, (request, reply) => sendArtifact(request, reply, pathOf(request)))
  scope.put(`${root}/*`, async (request) => {
    await put(contextOf(request), { path: pathOf(request), bytes: request.body as Readable })
    return {}
  })
  scope.delete(`${root}/*`, async (request) => {
    await remove(contextOf(request), { path: trimmed(pathOf(request)) })
    return {}
  })
  // Ours is the only store, so what elsewhere is signed for a bucket is our own address with the caller's own token.
  scope.get(`${base}/mlflow-artifacts/presigned/*`, async (request) => {
    const path = pathOf(request)
    const { size } = await open(contextOf(request), { path })
    const { url, headers } = addressIn(request, { apiUrl, verb: 'presigned', to: 'artifacts', path })
    return { url, headers, file_size: size }
  })
}
