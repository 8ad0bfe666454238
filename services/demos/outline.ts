import type { z } from 'zod'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demoRef } from './find.ts'
import { answering, remembered } from './load.ts'
import { type DemoInput, inputsOf } from './page.ts'

export type { DemoInput }

export const outlineInput = demoRef

export interface DemoOutline {
  name: string
  title: string
  text: string
  task: Signature['task']
  target: string
  /** Those that are shown, in the page's order. */
  inputs: DemoInput[]
  /** Another one whenever something of it changed. */
  state: string
}

/** What a program has to know to ask a demo, mostly from memory. Faults: NOT_FOUND; GONE for what answers no more. */
export async function outline(ctx: Context, input: z.input<typeof outlineInput>): Promise<DemoOutline> {
  authorize(ctx, 'demo', 'open')
  const { name } = parse(outlineInput, input)
  const loaded = await remembered(ctx, name)
  const { signature, versionId } = answering(loaded, { key: ctx.actor.userId })
  const { page, edition, demo } = loaded
  return {
    ...{ name, title: page.title, text: page.text, task: signature.task, target: signature.target },
    inputs: inputsOf(page, signature).filter(({ shown }) => shown),
    state: `${demo.id}-${edition}-${versionId}`,
  }
}
