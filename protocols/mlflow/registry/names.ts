import { posix } from 'node:path'
import { Fault } from '#pipeline/fault.ts'
import { stageNames } from '#services/models/move-stage.ts'
import { sourceUri } from '#services/models/source-uri.ts'
import { type Field, invalid, missing, text } from '../fields.ts'
import { within } from '../names.ts'

/** A name for a model, to be given. */
export const newModelName: Field<string> = (value, path) => {
  const name = text(value, path)
  if (name.trim() === '') throw missing(path)
  if (/[/:]/.test(name))
    throw new Fault('INVALID_INPUT', `Invalid model name '${name}'. Names cannot contain '/' or ':'.`)
  if (posix.normalize(name) !== name || name === '.' || name === '..') throw invalid(path, name)
  return within(256)(name, path)
}

export const version: Field<number> = (value, path) => {
  const told = text(value, path)
  if (!/^[+-]?\d+$/.test(told.trim()))
    throw new Fault('INVALID_INPUT', `Parameter 'version' must be an integer, got '${told}'.`)
  // What is beyond Postgres' integers is beyond all numbers ever given.
  return Math.max(Math.min(Number(told), 2_147_483_647), -1)
}

export const alias: Field<string> = (value, path) => {
  const name = text(value, path)
  if (!/^[\p{L}\p{N}_-]+$/u.test(name))
    throw new Fault(
      'INVALID_INPUT',
      `Invalid alias name: '${name}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    )
  return within(255, 'Registered model alias name')(name, path)
}

/** An alias to be given: `models:/name/latest` and `models:/name@v1` must not mean two things. */
export const newAlias: Field<string> = (value, path) => {
  const name = alias(value, path)
  if (name.toLowerCase() === 'latest')
    throw new Fault('INVALID_INPUT', "'latest' alias name (case insensitive) is reserved.")
  if (/^v\d+$/i.test(name)) throw new Fault('INVALID_INPUT', `Version alias name '${name}' is reserved.`)
  return name
}

export const stage: Field<(typeof stageNames)[number]> = (value, path) => {
  const told = text(value, path)
  const found = stageNames.find((one) => one.toLowerCase() === told.toLowerCase())
  if (found) return found
  throw new Fault(
    'INVALID_INPUT',
    `Invalid Model Version stage: ${told}. Value must be one of ${stageNames.join(', ')}.`,
  )
}

export const source: Field<string> = (value, path) => {
  const read = sourceUri.safeParse(text(value, path))
  if (read.success) return read.data
  throw new Fault('INVALID_INPUT', read.error.issues[0]?.message ?? 'Invalid model version source.')
}
