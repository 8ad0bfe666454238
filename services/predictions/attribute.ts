import type { Row } from '#engines/models/check-rows.ts'
import type { Score } from '#engines/models/coalitions.ts'
import { type Contributions, contributions } from '#engines/models/contributions.ts'
import { explainExactly } from '#engines/models/explain/explain-exactly.ts'
import type { Look } from '#engines/models/explain/seen.ts'
import { type Structure, structureOf } from '#engines/models/explain/structure.ts'
import type { Answer } from '#engines/models/models.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import type { ModelDetails } from '../artifacts/read-details.ts'
import { boundedMap } from '../bounded-map.ts'
import type { Context } from '../context.ts'

export interface Attribution extends Contributions {
  /** What the numbers are of: a class's probability each, or the target. */
  outputs: string[]
  /** Where the rows come from that the row is compared with. */
  comparedWith: 'background' | 'examples'
  seed: number
}

interface Asked {
  path: string
  signature: Signature
  row: Row
  details: ModelDetails
  budget: number
  seed: number
  /** How many rows are compared with where every combination of inputs is asked about; all that fit when absent. */
  fewer?: number
}

/** How much each feature adds to an answer, by the model's own bytes; null when it keeps no rows to compare with. */
export async function attribute(
  { models }: Pick<Context, 'models'>,
  { path, signature, row, details, budget, seed, fewer }: Asked,
): Promise<Attribution | null> {
  const comparedWith = details.background.length > 0 ? 'background' : 'examples'
  const features = signature.inputs.map(({ name }) => name)
  const rows = rowsOf(details, features)
  if (rows.length === 0) return null
  const outputs = signature.task === 'regression' ? [signature.target] : (signature.classes ?? [])
  const score: Score = async (asked) =>
    (await models.predict(path, signature, asked)).map((answer) => scoreOf(signature, answer, outputs))
  const about = { outputs, comparedWith, seed } as const
  const structure = await structured(path, signature)
  const look: Look = (asked, tensors) => models.look(path, signature, asked, tensors)
  const through = structure && (!structure.link || features.length > mostAsShares) ? structure : undefined
  const exact = through && (await explainExactly({ structure: through, look, row, background: rows, features, budget }))
  if (exact) return { ...exact, ...about }
  const most = Math.floor(budget / (2 * Math.max(1, features.length - 1)))
  const background = rows.slice(0, Math.max(1, Math.min(rows.length, most, fewer ?? most)))
  return { ...(await contributions({ score, row, background, features, budget, seed })), ...about }
}

/** Every combination of so many inputs can be asked about, so that shares themselves are taken apart; of more, log-odds. */
const mostAsShares = 12

const known = new WeakMap<ModelDetails, Row[]>()

/** The same array for the same details, which belong to one version. */
function rowsOf(details: ModelDetails, features: string[]): Row[] {
  const rows =
    known.get(details) ??
    details[details.background.length > 0 ? 'background' : 'examples'].map((other) => only(other, features))
  known.set(details, rows)
  return rows
}

const structures = boundedMap<string, Promise<Structure | undefined>>(64)

/** A file never changes, so it is read once. */
function structured(path: string, { inputs, outputs }: Signature): Promise<Structure | undefined> | undefined {
  const output = outputs.probabilities ?? outputs.prediction
  if (!output || inputs.some(({ type }) => type === 'image')) return undefined
  const known = structures.get(path) ?? structureOf(path, output)
  structures.set(path, known)
  known.catch(() => structures.delete(path))
  return known
}

/** A class without probabilities counts 1 when it was chosen. */
const scoreOf = ({ task }: Signature, { prediction, probabilities }: Answer, outputs: string[]): number[] =>
  task === 'regression'
    ? [Number(prediction)]
    : outputs.map((name) => probabilities?.[name] ?? (prediction === name ? 1 : 0))

const only = (row: Record<string, unknown>, names: string[]): Row =>
  Object.fromEntries(names.map((name) => [name, (row[name] ?? null) as Row[string]]))
