import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { endpoint, model } from '#pipeline/ports/index.ts'
import { slug } from '../slug.ts'
import { isPlan, planOf, releaseParams } from './release-params.ts'

const said = { basic: '', canary: ', by steps', shadow: ', as a shadow first', ab: ', against the former one' }

export default defineNode({
  kind: 'deployment.deploy',
  version: 1,
  title: 'Deploy',
  doc: `Routes an endpoint to the registered model, so that people and programs can ask it. The endpoint is made if there is none of that name; otherwise
its traffic goes to the new version by the strategy, and the former one stays a click away. Where all of it goes there already, nothing changes.

A strategy other than basic starts a release: this step ends at once and hands the endpoint on, and the release goes on by itself, goes back by itself when a
limit is passed, and is seen on the endpoint's page. The first version of an endpoint gets all its traffic at once, as there is nothing to compare it with. While a
release is under way, another deploy to the same endpoint is refused.`,
  params: z
    .object({
      endpoint: slug().meta({ title: 'Endpoint', description: 'Part of the address that callers use.' }),
      ...releaseParams,
    })
    .refine(isPlan, { path: ['steps'], message: 'each step must have more traffic than the one before' }),
  inputs: { model: model('A registered model.') },
  outputs: { endpoint: endpoint('The endpoint that now answers with this version.') },
  effect: true,
  summary: ({ endpoint, strategy }) => `as ${endpoint}${said[strategy]}`,
  infer: ({ params }) => ({ endpoint: { type: 'endpoint', name: params.endpoint } }),
  run: async ({ params, inputs: { model }, platform }) => {
    if (!model.version)
      throw new Fault('INVALID_GRAPH', 'the model is not registered', {
        at: { port: 'model' },
        hint: 'put Register model before Deploy',
      })
    return { endpoint: await platform.deployModel({ endpoint: params.endpoint, model, plan: planOf(params) }) }
  },
  example: { params: { endpoint: 'penguins' }, inputs: { model: 'registeredPenguinModel' } },
})
