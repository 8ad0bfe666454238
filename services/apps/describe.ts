import { z } from 'zod'
import { describeApp } from '#engines/apps/describe-app.ts'
import type { AppCall } from '#engines/apps/messages.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'

export type { AppCall }

export const describeInput = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
    .refine((url) => URL.canParse(url) && !new URL(url).username, 'an address without a name and password'),
})

/**
 * What a Gradio app elsewhere can be asked, for whoever may let a pipeline ask it. Faults: FORBIDDEN for an address that the
 * operator does not allow; UNAVAILABLE where no app answers.
 */
export async function describe(ctx: Context, input: z.input<typeof describeInput>): Promise<{ calls: AppCall[] }> {
  authorize(ctx, 'pipeline', 'write')
  const { url } = parse(describeInput, input)
  const { allowed, tokens } = ctx.egress
  const token = tokens[new URL(url).origin]
  return { calls: await describeApp({ root: ctx.root, url, allowed, ...(token && { token }) }) }
}
