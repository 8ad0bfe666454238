import type { Platform } from '#pipeline/define-node.ts'
import { readEvaluation } from '#services/artifacts/read-evaluation.ts'
import type { Context } from '#services/context.ts'

/** What `run` bodies may do to the platform, in the name of one step. */
export const platformOf = (ctx: Context, stepKey: string): Platform => ({
  registerModel: () => Promise.reject(new Error(stepKey)),
  deployModel: () => Promise.reject(new Error(stepKey)),
  readEvaluation: (artifact) => readEvaluation(ctx, { artifact }),
})
