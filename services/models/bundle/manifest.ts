import { z } from 'zod'
import { stages } from '#db/schema.ts'
import { parity, signature } from '#pipeline/ports/model.ts'
import { artifactPath } from '../../tracking/artifacts/path.ts'
import { tagList } from '../../tracking/fields.ts'
import { aliasName, description, registeredName } from '../find-registered.ts'
import { versionNumber } from '../find-registered-version.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A file of the bundle: `entry` is its name there and never a path of this machine. */
const bundledFile = z.object({
  entry: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,60}$/),
  role: z.enum(['model', 'details', 'upload', 'report', 'card', 'file']),
  sha256,
  size: z.int().min(0),
  mediaType: z.string().max(200),
  /** Of one that a client logged: where it lay beneath the source. */
  path: artifactPath.optional(),
})
export type BundledFile = z.infer<typeof bundledFile>

export const manifestEntry = 'manifest.json'
export const sumsEntry = 'SHA256SUMS'

/** Everything about a version but the bytes, which it names. */
export const manifest = z.object({
  espalier: z.literal('model-version'),
  format: z.literal(1),
  model: z.object({ name: registeredName, description: description.nullable(), tags: tagList }),
  version: z.object({
    id: z.uuid(),
    number: versionNumber.min(1),
    createdAt: z.iso.datetime(),
    createdBy: z.object({ id: z.string().max(300), name: z.string().max(300) }),
    description: description.nullable(),
    stage: z.enum(stages),
    tags: tagList,
    aliases: z.array(aliasName).max(1000),
    signature: signature.nullable(),
    metrics: z.record(z.string(), z.number()).nullable(),
    parity: parity.nullable(),
    source: z.string().nullable(),
    loggedModelId: z.string().nullable(),
    trackedRunId: z.string().nullable(),
    runLink: z.string().nullable(),
    runId: z.uuid().nullable(),
    node: z.string().nullable(),
  }),
  /** Where it came from, as it was known when this was written; for people and other programs. */
  origin: z.record(z.string(), z.unknown()).nullable(),
  files: z.array(bundledFile).max(100_000),
})
export type Manifest = z.infer<typeof manifest>
