import type { Row } from './check-rows.ts'

/** What is explained: for each row as many numbers as the model gives, such as a share for each class. */
export type Score = (rows: Row[]) => Promise<number[][]>

export interface Compared {
  score: Score
  row: Row
  /** Rows that stand for what the model usually sees: a feature that is left out takes its values from them. */
  background: Row[]
  features: string[]
}

/** Which features are in, by their place. */
export type Coalition = readonly boolean[]

export interface Coalitions {
  /** The mean answer over the background when these features have the row's values. */
  worth(coalition: Coalition): Promise<number[]>
  worths(coalitions: readonly Coalition[]): Promise<number[][]>
  /** Of all features together: the row itself. */
  whole(): Promise<number[]>
  asked(): number
}

const rowsAtOnce = 4096

export function coalitionsOf({ score, row, background, features }: Compared): Coalitions {
  let rows = 0
  const ask = async (part: Row[]) => {
    rows += part.length
    return await score(part)
  }
  const mixed = (coalition: Coalition): Row[] => {
    const kept = Object.fromEntries(
      features.flatMap((name, place) => (coalition[place] ? [[name, row[name] ?? null]] : [])),
    )
    return background.map((other) => ({ ...row, ...pick(other, features), ...kept }))
  }
  const worths: Coalitions['worths'] = async (coalitions) => {
    const together = Math.max(1, Math.floor(rowsAtOnce / background.length))
    const means: number[][] = []
    for (let from = 0; from < coalitions.length; from += together) {
      const part = coalitions.slice(from, from + together)
      const answers = await ask(part.flatMap(mixed))
      means.push(
        ...part.map((_, place) => mean(answers.slice(place * background.length, (place + 1) * background.length))),
      )
    }
    return means
  }
  return {
    worths,
    worth: async (coalition) => (await worths([coalition]))[0] ?? [],
    whole: async () => (await ask([row]))[0] ?? [],
    asked: () => rows,
  }
}

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]))

const mean = (answers: readonly number[][]): number[] =>
  (answers[0] ?? []).map(
    (_, output) => answers.reduce((sum, answer) => sum + (answer[output] ?? 0), 0) / answers.length,
  )
