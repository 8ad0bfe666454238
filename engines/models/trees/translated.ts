import type { Corrections } from '#pipeline/ports/corrections.ts'
import { damaged, type Forest } from './forest.ts'
import { readLightgbm } from './read-lightgbm.ts'
import { type Named, readSkops } from './read-skops.ts'
import { readXgboost } from './read-xgboost.ts'
import { toOnnx } from './to-onnx.ts'
import { readUbjson } from './ubjson.ts'

export interface Translated {
  library: Forest['library']
  bytes: Uint8Array
  /** What the library says of its model and ONNX does not. */
  corrections: Corrections
}

/** ONNX from the files in which XGBoost and LightGBM keep trees, which are data and run nothing; undefined for any other. Faults: BAD_DATA. */
export function translated(bytes: Uint8Array): Translated | undefined {
  const found = namedIn(bytes)
  if (!found) return undefined
  const { forest, classes } = found
  checkPlaces(forest)
  const scores = forest.task === 'classification' ? ({ scores: 'probabilities' } as const) : {}
  const corrections = { task: forest.task, ...scores, ...(classes && { classes }) }
  return { library: forest.library, bytes: toOnnx(forest), corrections }
}

/** The engine believes what a node says of its column. */
function checkPlaces({ trees, width, start }: Forest): void {
  const within = (place: number, count: number) => Number.isInteger(place) && place >= 0 && place < count
  for (const { target, feature } of trees)
    if (!within(target, start.length) || !feature.every((one) => within(one, width)))
      throw damaged('a tree asks for a column, or adds to an answer, that is not there')
}

function namedIn(bytes: Uint8Array): Named | undefined {
  const starts = (text: string) => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text
  if (starts('tree\nversion=')) return plain(readLightgbm(new TextDecoder().decode(bytes)))
  if (starts('PK\x03\x04')) return readable(() => readSkops(bytes))
  // A protobuf message never begins like this: it would be a field of an unused kind.
  if (!starts('{')) return undefined
  const file = readable(() =>
    starts('{"') || starts('{\n') ? JSON.parse(new TextDecoder().decode(bytes)) : readUbjson(bytes),
  )
  return typeof file === 'object' && file !== null && 'learner' in file ? plain(readXgboost(file)) : undefined
}

const plain = (forest: Forest): Named => ({ forest, classes: undefined })

/** What cannot be read is for others to name. */
function readable<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (thrown) {
    if (!(thrown instanceof RangeError || thrown instanceof SyntaxError)) throw thrown
    return undefined
  }
}
