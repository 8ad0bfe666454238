import { createReadStream } from 'node:fs'
import { basename, posix } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { type ArtifactEntry, list } from '#services/tracking/artifacts/list.ts'
import { open } from '#services/tracking/artifacts/open.ts'
import { put } from '#services/tracking/artifacts/put.ts'
import { remove } from '#services/tracking/artifacts/remove.ts'
import { get } from '#services/tracking/runs/get.ts'
import { contextOf } from '../identify.ts'
import { folderOf } from './artifact-uri.ts'
import { object, optional, required, text } from './fields.ts'
import { runId } from './names.ts'
import { route } from './route.ts'
import { artifactUriOf } from './views.ts'

/** Without the slashes that a client may leave at its ends. */
const trimmed = (path: string) => path.replace(/^\/+|\/+$/g, '')

/** The path after `artifacts/`. A slash or NUL in disguise is refused before anybody has decoded it. */
function pathOf({ params, url }: FastifyRequest): string {
  if (/%(2f|5c|00)/i.test(url.split('?')[0] ?? '')) throw new Fault('INVALID_INPUT', 'Invalid path')
  return (params as { '*': string })['*']
}

const fileView = ({ name, isFolder, size }: ArtifactEntry, folder = '') => ({
  path: posix.join(folder, name),
  is_dir: isFolder,
  ...(!isFolder && { file_size: size }),
})

async function send(ctx: Context, reply: FastifyReply, path: string): Promise<FastifyReply> {
  const { path: file, size, mediaType } = await open(ctx, { path })
  const name = encodeURIComponent(basename(path)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return reply
    .headers({
      'content-type': mediaType,
      'content-length': size,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
    })
    .send(createReadStream(file))
}

/** The store as MLflow's clients reach it: bytes stream through, and never lie in memory whole. */
export function artifactProxy(scope: FastifyInstance, base: string): void {
  const root = `${base}/mlflow-artifacts/artifacts`
  scope.get<{ Querystring: { path?: string } }>(root, async (request) => {
    const files = await list(contextOf(request), { folder: trimmed(request.query.path ?? '') })
    return { files: files.map((file) => fileView(file)) }
  })
  scope.get(`${root}/*`, (request, reply) => send(contextOf(request), reply, pathOf(request)))
  scope.put(`${root}/*`, async (request) => {
    await put(contextOf(request), { path: pathOf(request), bytes: request.body as Readable })
    return {}
  })
  scope.delete(`${root}/*`, async (request) => {
    await remove(contextOf(request), { path: trimmed(pathOf(request)) })
    return {}
  })
}

const inRun = async (ctx: Context, id: string, path: string) => {
  const uri = artifactUriOf(await get(ctx, { id }))
  return { uri, full: [folderOf(uri), trimmed(path)].filter(Boolean).join('/') }
}

/** What a browser asks of the root: one file of a run. */
export function artifactDownload(scope: FastifyInstance, base: string): void {
  const read = object({ run_id: required(runId), path: required(text) })
  scope.get<{ Querystring: Record<string, unknown> }>(`${base}/get-artifact`, async (request, reply) => {
    const { query } = request
    const { run_id, path } = read({ ...query, run_id: query.run_id ?? query.run_uuid }, '')
    const ctx = contextOf(request)
    return await send(ctx, reply, (await inRun(ctx, run_id, path)).full)
  })
}

export const artifactRoutes = [
  route({
    method: 'GET',
    path: 'artifacts/list',
    read: object({ run_id: required(runId), path: optional(text) }),
    answer: async (ctx, { run_id, path = '' }) => {
      const { uri, full } = await inRun(ctx, run_id, path)
      const files = await list(ctx, { folder: full })
      return { root_uri: uri, files: files.map((file) => fileView(file, trimmed(path))) }
    },
  }),
]
