import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Spec } from '#pipeline/spec.ts'
import type { Session } from './session.ts'
import { uploadFile } from './upload-file.ts'

interface FileParams {
  properties?: Record<string, { widget?: string }>
}

/** Sees to the files that the pipeline names and the platform does not have: from `folder`, else from a template that ships them. */
export async function uploadLocalFiles(
  session: Session,
  spec: Spec,
  { folder, overrides = {} }: { folder: string; overrides?: Record<string, string> },
): Promise<void> {
  const { client } = session
  const [catalogue, known] = await Promise.all([client.catalogue.list.query(), client.files.list.query()])
  const fileParams = new Map(catalogue.map(({ kind, params }) => [kind, namesOfFileParams(params as FileParams)]))
  const there = new Set(known.map(({ name }) => name))
  const missing = [...namedFiles(spec, fileParams, overrides)].filter((name) => !there.has(name))
  const templates = missing.length > 0 ? await client.templates.list.query() : []
  for (const name of missing) {
    const path = join(folder, name)
    const info = await stat(path).catch(() => undefined)
    if (!info?.isFile()) {
      const template = templates.find(({ files }) => files.includes(name))
      if (template) await client.templates.bringTables.mutate({ name: template.name })
      continue
    }
    const address = `/api/files?name=${encodeURIComponent(name)}`
    await uploadFile(session, { path, address, called: name })
  }
}

const namesOfFileParams = ({ properties = {} }: FileParams) =>
  Object.keys(properties).filter((name) => properties[name]?.widget === 'file')

/** Names of files in a pipeline, with its parameters and what overrides them put in. */
export function namedFiles(
  spec: Spec,
  fileParams: ReadonlyMap<string, string[]>,
  overrides: Record<string, string>,
): Set<string> {
  const values: Record<string, unknown> = { ...spec.parameters, ...overrides }
  const names = Object.entries(spec.nodes).flatMap(([id, { kind, params }]) =>
    (fileParams.get(kind) ?? []).map((param) => {
      const written = overrides[`${id}.${param}`] ?? params[param]
      const parameter = /^\{\{\s*(\w+)\s*\}\}$/.exec(String(written))?.[1]
      return parameter ? values[parameter] : written
    }),
  )
  return new Set(names.filter((name): name is string => typeof name === 'string' && !/[/\\@]/.test(name)))
}
