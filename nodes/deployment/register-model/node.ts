import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { model, optional, report } from '#pipeline/ports/index.ts'
import { slug } from '../slug.ts'

export default defineNode({
  kind: 'deployment.register-model',
  version: 1,
  title: 'Register model',
  doc: `Puts the model into the registry as the next version under a name. The same model with the same report stays the version it is. Versions never
change and their numbers are never used again; each keeps its signature, figures, proof and the files it came from.`,
  params: z.object({
    name: slug().meta({ title: 'Model', description: 'Versions of one model share a name.' }),
    description: z.string().max(2000).default('').meta({ title: 'Note', description: 'What is new in this version.' }),
    alias: z
      .string()
      .max(255)
      .regex(/^(?!latest$|v\d+$)[\p{L}\p{N}_-]*$/iu, 'letters, digits, hyphens and underscores, but no version')
      .default('')
      .meta({
        title: 'Alias',
        description: 'A name that leads to this version from then on. A protected one moves when somebody agrees.',
      }),
  }),
  inputs: {
    model: model('The model to keep.'),
    report: optional(report('How good it is; shown on the page of the version.')),
  },
  outputs: { model: model('The registered version.') },
  effect: true,
  summary: ({ name }) => `a version of ${name}`,
  registers: ({ name, alias }) => ({ model: name, alias: alias || undefined }),
  infer: ({ inputs }) => ({ model: inputs.model }),
  run: async ({ params: { name, description, alias }, inputs, platform }) => ({
    model: await platform.registerModel({
      name,
      model: inputs.model,
      ...(inputs.report && { report: inputs.report.artifact }),
      ...(description && { description }),
      ...(alias && { alias }),
    }),
  }),
  example: { params: { name: 'penguins' }, inputs: { model: 'penguinModel', report: 'penguinReport' } },
})
