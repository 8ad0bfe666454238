import { z } from 'zod'
import type { Column } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { columnName } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { requireColumns, sameName } from '../../column-names.ts'

const parameter = z.object({
  parameter: z.string().min(1).meta({ title: 'Parameter', description: 'As the app calls it.' }),
  column: columnName({ of: 'rows' }).default('').meta({ title: 'Column', description: 'Where its values come from.' }),
  value: z.string().default('').meta({ title: 'Or always', description: 'For a parameter that no column fills.' }),
})

const answer = z.object({
  name: z.string().min(1).meta({ title: 'Column', description: 'A new column for what the app answers.' }),
  type: z
    .enum(['text', 'number'])
    .default('text')
    .meta({ title: 'Type', description: 'What is no number is left out.' }),
})

export default defineNode({
  kind: 'deployment.external-app',
  version: 1,
  title: 'Ask Gradio app',
  doc: `Sends each row to a Gradio app and keeps what it answers in new columns. Any app that shows "Use via API" can be asked; its parameters are filled from
columns, its answers become columns in their order: a label with its confidences becomes the label, anything but text and numbers becomes JSON.

An app in a private network can be asked only where an operator of the platform allows its address. Every attempt at this step asks the app anew.`,
  params: z.object({
    url: z
      .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
      .refine((url) => URL.canParse(url) && !new URL(url).username, 'an address without a name and password')
      .meta({ widget: 'app-url', title: 'Address', description: 'Of the app, as a browser shows it.' }),
    call: z
      .string()
      .regex(/^\/[\w/-]{1,200}$/, 'a slash and a name, such as /predict')
      .default('/predict')
      .meta({
        widget: 'app-call',
        title: 'Call',
        description: 'One of the names that the app lists under "Use via API".',
      }),
    inputs: z.array(parameter).max(200).default([]).meta({
      widget: 'app-inputs',
      title: 'Parameters',
      description: 'When empty, each column fills the parameter of its name.',
    }),
    answers: z
      .array(answer)
      .min(1)
      .max(50)
      .default([{ name: 'answer', type: 'text' }])
      .meta({
        widget: 'app-answers',
        title: 'Answers',
        description: 'New columns, in the order of what the app answers.',
      }),
    badRows: z
      .enum(['stop', 'keep'])
      .default('stop')
      .meta({ title: 'Rows that fail', description: 'Stop, or keep them without an answer and say why in "problem".' }),
    mostRows: z
      .int()
      .min(1)
      .max(10_000)
      .default(1000)
      .meta({ title: 'At most', description: 'Rows; more are refused.' }),
    secondsPerRow: z.int().min(1).max(600).default(60).meta({ title: 'Seconds a row', description: 'Then it fails.' }),
    atOnce: z.int().min(1).max(16).default(4).meta({ title: 'At once', description: 'Rows that the app works on.' }),
  }),
  inputs: { rows: table('The rows to send.') },
  outputs: { rows: table('The rows with their answers.') },
  effect: true,
  long: true,
  summary: ({ url, call }) => `${call} of ${new URL(url).host}`,
  infer: ({ params, inputs }) => {
    const { columns } = inputs.rows
    requireColumns(
      columns,
      params.inputs.flatMap(({ column }) => (column ? [column] : [])),
      'inputs',
    )
    return { rows: { type: 'table', columns: withAnswers(columns, params) } }
  },
  run: async ({ params, inputs: { rows }, platform }) => {
    const { inputs, answers, badRows, ...asked } = params
    const added = withAnswers(rows.columns, params).slice(rows.columns.length)
    const filled =
      inputs.length > 0 ? inputs : rows.columns.map(({ name }) => ({ parameter: name, column: name, value: '' }))
    const unasked = inputs.length > 0 ? 'refuse' : 'leave'
    return { rows: await platform.askApp({ ...asked, inputs: filled, rows, added, failing: badRows, unasked }) }
  },
  example: {
    params: { url: 'https://app.example.org', answers: [{ name: 'guess' }, { name: 'surety', type: 'number' }] },
    inputs: { rows: 'penguins' },
  },
})

interface Asked {
  answers: { name: string; type: 'text' | 'number' }[]
  badRows: 'stop' | 'keep'
}

/** Faults: INVALID_INPUT when a new column has the name of another. */
function withAnswers(columns: readonly Column[], { answers, badRows }: Asked): Column[] {
  const added = answers.map(({ name, type }) => ({ name, type: type === 'number' ? 'DOUBLE' : 'VARCHAR' }))
  if (badRows === 'keep') added.push({ name: 'problem', type: 'VARCHAR' })
  const all: Column[] = [...columns]
  for (const one of added) {
    if (all.some(({ name }) => sameName(name, one.name)))
      throw new Fault('INVALID_INPUT', `there is a column of this name already: ${one.name}`, {
        at: { param: 'answers', column: one.name },
        hint: 'choose another name',
      })
    all.push(one)
  }
  return all
}
