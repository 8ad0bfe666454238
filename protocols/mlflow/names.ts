import { posix } from 'node:path'
import { Fault } from '#pipeline/fault.ts'
import { runId as anyRunId } from '#services/tracking/fields.ts'
import { type Field, invalid, text } from './fields.ts'

export const longest = { key: 250, param: 6000, runTag: 8000, experimentTag: 20_000, experimentName: 500 }

const tooLong = (name: string, limit: number) =>
  new Fault('INVALID_INPUT', `'${name}' exceeds the maximum length of ${limit} characters`)

export const within =
  (limit: number, told?: string): Field<string> =>
  (value, path) => {
    const read = text(value, path)
    if (read.length > limit && [...read].length > limit) throw tooLong(told ?? path, limit)
    return read
  }

/** As MLflow's server keeps what is too long of a run: its beginning. Scripts count on it that this is no failure. */
export const cutTo =
  (limit: number): Field<string> =>
  (value, path) => {
    const read = text(value, path)
    return read.length > limit ? [...read].slice(0, limit).join('') : read
  }

const badCharacter =
  ': Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/)'

export const metricName = 'Metric name'

/** A name of a metric, parameter or tag, which must be its own path. */
export const keyName =
  (limit: number = longest.key, told?: string): Field<string> =>
  (value, given) => {
    const name = text(value, given)
    // MLflow's server calls it so in what it refuses.
    const path = told === metricName ? given.replace(/key$/, 'name') : given
    if (!/^[/\p{L}\p{N}_.\- :]*$/u.test(name)) throw invalid(path, name, badCharacter)
    const normal = posix.normalize(name).replace(/(?<=.)\/$/, '')
    if (normal !== name || name === '.' || name.startsWith('..') || name.startsWith('/'))
      throw invalid(
        path,
        name,
        ': Names may be treated as files in certain cases, and must not resolve to other names when treated as such. ' +
          `This name would resolve to '${normal}'`,
      )
    if ([...name].length > limit) throw tooLong(told ?? path, limit)
    return name
  }

/** A run, as 32 hex digits or with dashes. What cannot be one is not found, as with any other that does not exist. */
export const runId: Field<string> = (value, path) => {
  const id = text(value, path)
  if (!/^[a-zA-Z0-9][\w-]{0,255}$/.test(id)) throw invalid(path, id)
  const known = anyRunId.safeParse(id)
  if (!known.success) throw new Fault('NOT_FOUND', `Run with id=${id} not found`)
  return known.data
}

const refusedInModels = ['/', ':', '.', '%', '"', "'"]

export const loggedModelName: Field<string> = (value, path) => {
  const name = text(value, path)
  if (!refusedInModels.some((one) => name.includes(one))) return name
  throw new Fault(
    'INVALID_INPUT',
    `Invalid model name ('${name}') provided. Model name must be a non-empty string and cannot contain the following ` +
      `characters: ('/', ':', '.', '%', '"', "'")`,
  )
}

export const experimentId: Field<number> = (value, path) => {
  const id = text(value, path)
  if (!/^-?\d+$/.test(id))
    throw new Fault('INVALID_INPUT', `Invalid experiment ID '${id}'. Experiment ID must be a valid integer.`)
  const number = Number(id)
  if (number < 0 || number > 2_147_483_647) throw new Fault('NOT_FOUND', `No Experiment with id=${id} exists`)
  return number
}
