import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { endpoint, model } from '#pipeline/ports/index.ts'
import { slug } from '../slug.ts'

export default defineNode({
  kind: 'deployment.deploy',
  version: 1,
  title: 'Deploy',
  doc: `Routes an endpoint to the registered model, so that people and programs can ask it. The endpoint is made if there is none of that name; otherwise
all its traffic goes to the new version, and the former one stays a click away. Where all of it goes there already, nothing changes.`,
  params: z.object({
    endpoint: slug().meta({ title: 'Endpoint', description: 'Part of the address that callers use.' }),
  }),
  inputs: { model: model('A registered model.') },
  outputs: { endpoint: endpoint('The endpoint that now answers with this version.') },
  effect: true,
  summary: ({ endpoint }) => `as ${endpoint}`,
  infer: ({ params }) => ({ endpoint: { type: 'endpoint', name: params.endpoint } }),
  run: async ({ params, inputs: { model }, platform }) => {
    if (!model.version)
      throw new Fault('INVALID_GRAPH', 'the model is not registered', {
        at: { port: 'model' },
        hint: 'put Register model before Deploy',
      })
    return { endpoint: await platform.deployModel({ endpoint: params.endpoint, model }) }
  },
  example: { params: { endpoint: 'penguins' }, inputs: { model: 'registeredPenguinModel' } },
})
