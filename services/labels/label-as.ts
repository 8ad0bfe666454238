import type { Signature } from '#pipeline/ports/model.ts'

export type LabelAs = { label: string | number } | { reason: string; hint: string }

/** A label as the task of a model knows it: a number, or one of its classes; texts of files are read as such. */
export function labelAs({ task, classes = [] }: Pick<Signature, 'task' | 'classes'>, given: unknown): LabelAs {
  if (task === 'regression') {
    const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
    if (typeof number === 'number' && Number.isFinite(number)) return { label: number }
    return { reason: `not a number: ${shown(given)}`, hint: 'send a number' }
  }
  if (!['string', 'number', 'boolean'].includes(typeof given) || given === '')
    return { reason: `not an answer: ${shown(given)}`, hint: 'send a class as text' }
  const text = String(given)
  const known = classes.length === 0 ? text : (classes.find((one) => one === text) ?? alike(classes, text))
  if (known !== undefined) return { label: known }
  return { reason: `the model knows no such answer: ${shown(given)}`, hint: `one of ${some(classes)}` }
}

/** `1.0` of a file that has only numbers is the class `1`; `True` is `true`. */
function alike(classes: readonly string[], text: string): string | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  const same = classes.filter((one) =>
    Number.isNaN(number) ? truth(one) && one.toLowerCase() === text.toLowerCase() : Number(one) === number,
  )
  return same.length === 1 ? same[0] : undefined
}

const truth = (text: string) => /^(true|false)$/i.test(text)
const some = (classes: readonly string[]) => classes.slice(0, 20).join(', ')
const shown = (given: unknown) =>
  (typeof given === 'string' ? given : String(JSON.stringify(given) ?? 'nothing')).slice(0, 80)
