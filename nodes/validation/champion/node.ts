import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import type { UnknownSchema } from '#pipeline/ports/index.ts'
import { model } from '#pipeline/ports/index.ts'

const params = z.object({
  endpoint: z.string().default('').meta({
    title: 'Endpoint',
    description: 'The version that most of its traffic goes to.',
  }),
  model: z.string().default('').meta({ title: 'Model', description: 'Or, instead, a model in the registry.' }),
  alias: z.string().default('champion').meta({ title: 'Alias', description: 'Which version of that model.' }),
})

export default defineNode({
  kind: 'validation.champion',
  version: 1,
  title: 'Champion',
  doc: `Gives the model that is in use now: the version that answers at an endpoint, or that an alias leads to. Compare holds a new one against it.

It looks anew at each run, because who is the champion changes; so nothing after it is reused.`,
  params,
  inputs: {},
  outputs: { model: model('The registered version that is in use.') },
  live: true,
  summary: ({ endpoint, model, alias }) => (endpoint ? `who answers at ${endpoint}` : `${model}@${alias}`),
  infer: ({ params }) => {
    whereOf(params)
    return { model: untilRun }
  },
  resembles: ({ params: { endpoint, model, alias } }) => endpoint || `${model}@${alias}`,
  run: async ({ params, platform }) => ({ model: await platform.readModel(whereOf(params)) }),
  example: { params: { endpoint: 'penguins' }, inputs: {} },
})

const untilRun: UnknownSchema = { type: 'unknown', reason: 'who is the champion is known once this has run' }

function whereOf({ endpoint, model, alias }: z.output<typeof params>) {
  if (endpoint && model)
    throw new Fault('INVALID_INPUT', 'one champion, not two: endpoint and model', {
      at: { param: 'model' },
      hint: 'leave one of them empty',
    })
  if (endpoint) return { endpoint }
  if (model) return { model, alias }
  throw new Fault('INVALID_INPUT', 'not set: endpoint', {
    at: { param: 'endpoint' },
    hint: 'name the endpoint that the champion answers at, or a model and its alias',
  })
}
