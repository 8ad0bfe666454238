import type { Context } from '#services/context.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import { type WhatIf, whatIf } from '#services/demos/what-if.ts'
import { problemOf, type Row, rowAtFirst, sendable } from './row.ts'

export interface FirstAnswer {
  asked: Row
  found: WhatIf
}

/** A page that is ready must not wait longer for an answer, which a model that is being loaded may take. */
const patienceMs = 250

/** What the model says of the row that a page begins with, if it says so soon. */
export async function firstAnswer(ctx: Context, demo: OpenDemo): Promise<FirstAnswer | undefined> {
  const { name, inputs, version } = demo
  const row = rowAtFirst(demo)
  if (inputs.some((input) => problemOf(input, row[input.name]))) return undefined
  const asked = sendable(inputs, row)
  const answer = whatIf(ctx, { name, row: asked, care: 'quick', version: version.number }).then(
    (found) => ({ asked, found }),
    // The page asks again, and tells what is wrong beside the input.
    () => undefined,
  )
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs))
  return await Promise.race([answer, late])
}
