import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { getRegisteredVersion } from '#services/models/get-registered-version.ts'
import { type ArtifactEntry, list } from '#services/tracking/artifacts/list.ts'
import { put } from '#services/tracking/artifacts/put.ts'
import { get as getModel } from '#services/tracking/logged-models/get.ts'
import { get } from '#services/tracking/runs/get.ts'
import { contextOf } from '../identify.ts'
import { trimmed } from './artifact-address.ts'
import { sendArtifact } from './artifact-send.ts'
import { folderOf } from './artifact-uri.ts'
import { object, optional, required, text } from './fields.ts'
import { runId } from './names.ts'
import { downloadUri } from './registry/download-uri.ts'
import { version } from './registry/names.ts'
import { route } from './route.ts'
import { artifactUriOf, modelUriOf } from './views.ts'

export const fileView = ({ name, isFolder, size }: ArtifactEntry, folder = '') => ({
  path: posix.join(folder, name),
  is_dir: isFolder,
  ...(!isFolder && { file_size: size }),
})

/** Faults: INVALID_INPUT for a path that begins at no folder of ours. */
function within(uri: string, path: string): string {
  if (path.startsWith('/')) throw new Fault('INVALID_INPUT', 'Invalid path')
  return [folderOf(uri), trimmed(path)].filter(Boolean).join('/')
}

async function inRun(ctx: Context, id: string, path: string) {
  const uri = artifactUriOf(await get(ctx, { id }))
  return { uri, full: within(uri, path) }
}

/** A version may stand on a logged model, which alone knows where its files are. */
async function inVersion(ctx: Context, name: string, number: number, path: string) {
  const uri = await downloadUri(ctx, await getRegisteredVersion(ctx, { name, number }))
  const [, id] = /^models:\/+(m-[^/]+)$/.exec(uri) ?? []
  return within(id ? modelUriOf(await getModel(ctx, { id })) : uri, path)
}

const ofRun = object({ run_id: required(runId), path: required(text) })
const ofVersion = object({ name: required(text), version: required(version), path: required(text) })
const ofModel = object({ model_id: required(text), artifact_file_path: required(text) })

/** The body of a browser's upload is at most so large. */
const largest = 10 * 1024 * 1024

type Asked = { Querystring: Record<string, unknown> }

/** What a browser asks of the root: one file of a run or of a version. */
export function artifactDownloads(scope: FastifyInstance, base: string): void {
  scope.get<Asked>(`${base}/get-artifact`, async (request, reply) => {
    const { query } = request
    const { run_id, path } = ofRun({ ...query, run_id: query.run_id ?? query.run_uuid }, '')
    return await sendArtifact(request, reply, (await inRun(contextOf(request), run_id, path)).full)
  })
  scope.get<Asked>(`${base}/model-versions/get-artifact`, async (request, reply) => {
    const { name, version, path } = ofVersion(request.query, '')
    return await sendArtifact(request, reply, await inVersion(contextOf(request), name, version, path))
  })
}

/** What MLflow's own pages ask beside it: a file of a logged model, and an upload into a run. */
export function artifactFiles(scope: FastifyInstance, base: string): void {
  scope.get<Asked>(`${base}/mlflow/logged-models/:model_id/artifacts/files`, async (request, reply) => {
    const { model_id: id } = request.params as { model_id: string }
    const { artifact_file_path: path } = ofModel({ ...request.query, model_id: id }, '')
    return await sendArtifact(request, reply, within(modelUriOf(await getModel(contextOf(request), { id })), path))
  })
  scope.post<Asked>(`${base}/mlflow/upload-artifact`, async (request) => {
    const { query } = request
    const { run_id, path } = ofRun({ ...query, run_id: query.run_id ?? query.run_uuid }, '')
    if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > largest)
      throw new Fault('INVALID_INPUT', 'Artifact size is too large. Max size is 10MB.')
    const ctx = contextOf(request)
    await put(ctx, { path: (await inRun(ctx, run_id, path)).full, bytes: request.body as Readable })
    return {}
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
