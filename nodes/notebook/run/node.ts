import { z } from 'zod'
import { defineNode, type FileValue, type Remark } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { isFitting, misfitMessage, unknownName } from '#pipeline/notebook/given-values.ts'
import { correctedTypes, notebookName, notebookValues, portNames } from '#pipeline/params.ts'
import type { UnknownSchema } from '#pipeline/ports/index.ts'
import type { TableSchema } from '#pipeline/ports/table.ts'

const params = z.object({
  notebook: notebookName().meta({
    title: 'Notebook',
    description: 'A notebook of this project. Its newest version, or a fixed one.',
  }),
  values: notebookValues().meta({
    title: 'Parameters',
    description: 'Of the cell tagged parameters. What is not set here keeps the default that stands there.',
  }),
  reads: portNames({ suggest: 'reads' }).meta({
    title: 'Tables in',
    description: "Each is an input; the notebook reads it as espalier.inputs['name'].",
  }),
  models: portNames().meta({
    title: 'Models in',
    description: "Each is an input; espalier.inputs['name'].predict(frame) asks it.",
  }),
  writes: portNames({ suggest: 'writes' }).meta({
    title: 'Tables out',
    description: "Each is an output; the notebook makes it by espalier.output('name', frame).",
  }),
  makes: portNames({ suggest: 'models' }).meta({
    title: 'Models out',
    description: "Each is an output; the notebook makes it by espalier.output_model('name', model, rows, target).",
  }),
  columns: z
    .array(
      z.object({
        table: z.string().min(1).meta({ title: 'Table', description: 'One of the tables out.' }),
        name: z.string().min(1).meta({ title: 'Column' }),
        type: z.enum(correctedTypes).meta({ title: 'Type' }),
      }),
    )
    .max(2000)
    .default([])
    .meta({
      title: 'Columns of tables out',
      description:
        'So that nodes after it know them before the first run. A table that comes out otherwise is refused.',
    }),
  kernel: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/, 'a name as jupyter kernelspec list tells it')
    .default('')
    .meta({ title: 'Kernel', description: 'Leave empty for the one that the notebook names.' }),
  minutes: z
    .number()
    .gt(0)
    .max(7 * 24 * 60)
    .default(120)
    .meta({ title: 'Minutes at most', description: 'For the whole notebook.' }),
  cellMinutes: z
    .number()
    .gt(0)
    .max(7 * 24 * 60)
    .default(60)
    .meta({ title: 'Minutes a cell at most' }),
  memoryMb: z
    .number()
    .int()
    .min(256)
    .max(1024 * 1024)
    .default(4096)
    .meta({ title: 'Memory at most', description: 'Megabytes beyond what a fresh kernel holds.' }),
  again: z
    .string()
    .max(200)
    .default('')
    .meta({ title: 'Run anew', description: 'Another word here runs it anew although nothing else has changed.' }),
})

type Params = z.output<typeof params>

export default defineNode({
  kind: 'notebook.run',
  version: 1,
  title: 'Run notebook',
  doc: `Runs a Jupyter notebook of this project from its first cell to its last, in a fresh kernel of its own.

What the cell tagged \`parameters\` assigns can be set here; the values go into a cell right after it, as papermill does. The tags
\`skip-execution\` and \`raises-exception\` are honoured. It stops at the first cell that fails; the executed notebook, with all
outputs and times, is kept with the run either way.

    import espalier
    flights = espalier.inputs["flights"]         # a pandas DataFrame
    espalier.log("late", flights.late.mean())    # a metric of the run
    espalier.output("clean", flights.dropna())   # the output called clean

Nobody can answer a cell that asks for input, so that is a fault.`,
  params,
  inputs: {},
  outputs: {},
  portParams: { inputs: { reads: 'table', models: 'model' }, outputs: { writes: 'table', makes: 'model' } },
  summary: ({ notebook, values }) =>
    [notebook, ...Object.entries(values).map(([name, value]) => `${name} ${JSON.stringify(value)}`)].join(', '),
  python: 'run.py',
  infer: ({ params, files }) => {
    refuseTwice([...params.reads, ...params.models], 'models')
    refuseTwice([...params.writes, ...params.makes], 'makes')
    if (!params.kernel && !files.notebook?.notebook?.kernel)
      throw new Fault('INVALID_INPUT', `the notebook names no kernel: ${params.notebook}`, {
        at: { param: 'kernel' },
        hint: 'name one here, as python3, or choose one in JupyterLab and save the notebook',
      })
    const stray = params.columns.find(({ table }) => !params.writes.includes(table))
    if (stray)
      throw new Fault('INVALID_INPUT', `columns of no table out: ${stray.table}`, {
        at: { param: 'columns' },
        hint: `add ${stray.table} to the tables out, or leave its columns out`,
      })
    return Object.fromEntries([...params.writes, ...params.makes].map((name) => [name, declared(params, name)]))
  },
  remarks: ({ params, files }) => (files.notebook ? remarksOn(params, files.notebook) : []),
  resembles: ({ params, files }) => `${files.notebook?.name} ${params.writes} ${params.makes}`,
  example: {
    params: { notebook: 'heavy.ipynb', values: { at_least: 4500 }, reads: ['penguins'], writes: ['heavy'] },
    inputs: { penguins: 'penguins' },
  },
})

const untilRun: UnknownSchema = {
  type: 'unknown',
  reason: 'a notebook tells what it makes when it has run once, or when its columns are declared in its settings',
  untilRun: true,
}

function declared({ columns }: Params, table: string): TableSchema | UnknownSchema {
  const own = columns.filter((one) => one.table === table).map(({ name, type }) => ({ name, type }))
  const twice = own.find(({ name }, index) => own.findIndex((one) => one.name === name) < index)
  if (twice)
    throw new Fault('INVALID_INPUT', `a column stands there twice: ${twice.name}`, { at: { param: 'columns' } })
  return own.length > 0 ? { type: 'table', columns: own } : untilRun
}

function refuseTwice(names: string[], param: string): void {
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice) throw new Fault('INVALID_INPUT', `a table and a model of one name: ${twice}`, { at: { param } })
}

function remarksOn(params: Params, { notebook }: FileValue): Remark[] {
  if (!notebook) return []
  const remarks: Remark[] = []
  for (const [name, value] of Object.entries(params.values)) {
    const parameter = notebook.parameters?.find((one) => one.name === name)
    const at = { param: 'values' }
    const { [name]: _, ...values } = params.values
    if (!parameter) {
      const { message, hint } = unknownName(name, notebook.parameters)
      remarks.push({ message, at, ...(hint && { hint }), fix: { label: `leave ${name} out`, params: { values } } })
    } else if (!isFitting(parameter, value)) remarks.push({ message: misfitMessage(parameter, value), at })
  }
  const missing = (used: string[], there: string[], param: 'reads' | 'writes' | 'makes', what: string) => {
    const names = used.filter((name) => !there.includes(name))
    if (names.length === 0) return
    remarks.push({
      message: `the notebook ${what}: ${names.join(', ')}`,
      at: { param },
      fix: { label: `add ${names.join(', ')}`, params: { [param]: [...params[param], ...names] } },
    })
  }
  missing(notebook.reads, [...params.reads, ...params.models], 'reads', 'reads what no input brings')
  missing(notebook.writes, params.writes, 'writes', 'makes a table that has no output')
  missing(notebook.models, params.makes, 'makes', 'makes a model that has no output')
  return remarks
}
