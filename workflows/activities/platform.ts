import type { Platform } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { readEvaluation } from '#services/artifacts/read-evaluation.ts'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { register } from '#services/models/register.ts'

/** What `run` bodies may do to the platform, each effect once for a step. */
export const platformOf = (ctx: Context, step: { runId: string; node: string }): Platform => ({
  registerModel: (request) => register(ctx, { ...request, step }),
  deployModel: async ({ endpoint, model }) => {
    if (!model.version)
      throw new Fault('INVALID_GRAPH', 'only a registered model can be deployed', {
        at: { port: 'model' },
        hint: 'put a Register model node before this one',
      })
    return await deploy(ctx, { endpoint, version: { versionId: model.version.id }, step })
  },
  readEvaluation: (artifact) => readEvaluation(ctx, { artifact }),
})
