import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { model } from '#pipeline/ports/index.ts'
import { slug } from '../slug.ts'

export default defineNode({
  kind: 'deployment.demo',
  version: 1,
  title: 'Make demo',
  doc: `Makes a page on which anybody who may open it can try the registered model. Its inputs come from what the model asks for; title, text and who may
open it are set on the page's own settings. Where the project has a demo of this name it answers with the new version from then on, and all that was set stays.`,
  params: z.object({
    name: slug().meta({ title: 'Demo', description: 'Part of the address of the page.' }),
    title: z.string().trim().max(120).default('').meta({ title: 'Title', description: 'Above a page that is new.' }),
  }),
  inputs: { model: model('A registered model.') },
  outputs: { model: model('The same version, for what comes after.') },
  effect: true,
  summary: ({ name }) => `as ${name}`,
  infer: ({ inputs }) => ({ model: inputs.model }),
  run: async ({ params: { name, title }, inputs, platform }) => {
    if (!inputs.model.version)
      throw new Fault('INVALID_GRAPH', 'the model is not registered', {
        at: { port: 'model' },
        hint: 'put Register model before Make demo',
      })
    await platform.makeDemo({ name, model: inputs.model, ...(title && { title }) })
    return { model: inputs.model }
  },
  example: { params: { name: 'penguins' }, inputs: { model: 'registeredPenguinModel' } },
})
