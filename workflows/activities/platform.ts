import type { Platform } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { readEvaluation } from '#services/artifacts/read-evaluation.ts'
import type { Context } from '#services/context.ts'
import { create } from '#services/demos/create.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { register } from '#services/models/register.ts'
import { operation } from '#services/monitors/operation.ts'
import { readWindow } from '#services/predictions/read-window.ts'

/** What `run` bodies may do to the platform, each effect once for a step. `say` tells what people want to know of it. */
export const platformOf = (
  ctx: Context,
  step: { runId: string; node: string },
  say: (text: string) => void,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Omit<Platform, 'askApp'> => ({
  registerModel: async (request) => {
    const { already, ...model } = await register(ctx, { ...request, step })
    if (already) say(`already version ${model.version?.number} of ${request.name}`)
    return model
  },
  deployModel: async ({ endpoint, model }) => {
    if (!model.version)
      throw new Fault('INVALID_GRAPH', 'only a registered model can be deployed', {
        at: { port: 'model' },
        hint: 'put a Register model node before this one',
      })
    const { already, ...deployed } = await deploy(ctx, { endpoint, version: { versionId: model.version.id }, step })
    if (already) say(`${endpoint} answers with version ${deployed.version} already`)
    return deployed
  },
  makeDemo: async ({ name, model, title }) => {
    if (!model.version)
      throw new Fault('INVALID_GRAPH', 'only a registered model can have a demo', {
        at: { port: 'model' },
        hint: 'put a Register model node before this one',
      })
    const of = { versionId: model.version.id }
    const { already } = await create(ctx, { of, name, ...(title && { title }), taken: 'point' })
    say(already ? `${name} answers with version ${model.version.number}` : `made at /demos/${name}`)
  },
  readPredictions: async (request) => {
    const read = await readWindow(ctx, { ...request, folder }, signal)
    say(`${read.rows.rows} predictions of ${request.endpoint}`)
    return read
  },
  readOperation: (request) => operation(ctx, request),
  readEvaluation: (artifact) => readEvaluation(ctx, { artifact }),
})
