import { Fault } from '../fault.ts'
import { otherName } from '../nearest.ts'
import type { NotebookParameter } from './facts.ts'
import { type Json, pythonLiteral } from './python-literal.ts'

const wishes: Record<NotebookParameter['kind'], string> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'True or False',
  text: 'text',
  list: 'a list, as [1, 2]',
  dict: 'a dict, as {"a": 1}',
  any: 'a value',
}

const fits: Record<NotebookParameter['kind'], (value: unknown) => boolean> = {
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  list: Array.isArray,
  dict: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  any: () => true,
}

/** Whether a notebook would take a value for what its parameter is. None of anything is always taken. */
export const isFitting = ({ kind }: NotebookParameter, value: unknown): boolean => value === null || fits[kind](value)

/**
 * Values as somebody writes them, each read as the kind of its parameter. Faults: INVALID_INPUT for an unknown name, with
 * those there are, and for what does not fit.
 */
export function givenValues(
  written: Record<string, string>,
  parameters: readonly NotebookParameter[] | null,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(written).map(([name, text]) => {
      const parameter = parameters?.find((one) => one.name === name)
      if (!parameter) throw unknownName(name, parameters)
      const value = parameter.kind === 'text' ? text : read(text)
      if (!isFitting(parameter, value))
        throw new Fault('INVALID_INPUT', `not ${wishes[parameter.kind]}, which ${name} must be: ${text}`, {
          at: { param: name },
          hint: `its default is ${parameter.default}`,
        })
      return [name, value]
    }),
  )
}

/** Why a name cannot be set, and which can. */
export const unknownName = (name: string, parameters: readonly NotebookParameter[] | null): Fault =>
  new Fault('INVALID_INPUT', `no such parameter of the notebook: ${name}`, {
    at: { param: name },
    hint: parameters
      ? otherName(
          name,
          parameters.map((parameter) => parameter.name),
        )
      : 'no cell of it is tagged parameters: tag the one that holds the defaults, in JupyterLab under Property Inspector',
  })

/** As JSON, as Python, or else as text. */
function read(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return pythonLiteral(text.trim()) ?? text
  }
}

/** What is wrong with a value of another kind than its parameter's. */
export const misfitMessage = ({ name, kind }: NotebookParameter, value: unknown): string =>
  `${name} must be ${wishes[kind]}: ${JSON.stringify(value)}`
