import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { columnTypes, fileName } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { sql } from '#pipeline/sql.ts'

export default defineNode({
  kind: 'etl.load-file',
  version: 1,
  title: 'Load file',
  doc: `Reads a file of this project as a table. CSV, TSV, JSON, JSON Lines, Parquet and Arrow files are understood.

The type of each column was detected when the file was uploaded. Correct it here where the guess was wrong: a postal code that
looks like a number is text. A line that does not fit (too few values, a word among numbers) stops the run and is named, unless you
choose to skip such lines.`,
  params: z.object({
    file: fileName().meta({
      title: 'File',
      description: 'A file of this project. Its newest version, or a fixed one.',
    }),
    types: columnTypes().meta({ title: 'Types', description: 'Columns whose detected type is to be corrected.' }),
    badRows: z
      .enum(['stop', 'skip'])
      .default('stop')
      .meta({ title: 'Lines that do not fit', description: 'Stop and name the line, or leave such lines out.' }),
  }),
  begins: true,
  inputs: {},
  outputs: { rows: table('The table in the file.') },
  summary: ({ file }) => file,
  sql: ({ params, inputs }) => {
    const { file } = inputs.files
    if (!file) throw new Fault('INVALID_INPUT', 'not set: file', { at: { param: 'file' } })
    return sql`SELECT * FROM ${file.scan({ types: params.types, skipBadRows: params.badRows === 'skip' })}`
  },
  example: { params: { file: 'penguins.csv', types: { year: 'VARCHAR' } }, inputs: {} },
})
