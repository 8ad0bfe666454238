import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'

/** Callers of one version must be answered by the other as well. Faults: INVALID_INPUT with the column that stands in the way. */
export function demandSameRows(before: Signature, after: Signature): void {
  const refuse = (message: string, column?: string) => {
    throw new Fault('INVALID_INPUT', message, {
      at: { param: 'version', ...(column && { column }) },
      hint: 'callers would be refused or misled: deploy it to another endpoint, or route all traffic by hand when the callers have changed',
    })
  }
  if (before.task !== after.task) refuse(`answers otherwise: ${after.task} where callers know ${before.task}`)
  const known = new Map(before.inputs.map((input) => [input.name, input]))
  for (const { name } of before.inputs)
    if (!after.inputs.some((input) => input.name === name))
      refuse(`this version does not take a column that callers send: ${name}`, name)
  for (const { name, type, missing } of after.inputs) {
    const sent = known.get(name)
    if (!sent && missing === 0) refuse(`this version needs a column that callers do not send: ${name}`, name)
    if (sent && !fits(sent.type, type))
      refuse(`this version takes ${type} where callers send ${sent.type}: ${name}`, name)
    if (sent && sent.missing > 0 && missing === 0)
      refuse(`this version needs a column that callers may leave out: ${name}`, name)
  }
}

const fits = (sent: string, taken: string) => sent === taken || (sent === 'integer' && taken === 'number')
