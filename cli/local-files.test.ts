import { expect, test } from 'vitest'
import { emptySpec } from '#pipeline/spec.ts'
import { namedFiles } from './local-files.ts'

const fileParams = new Map([['etl.load-file', ['file']]])
const load = (file: string) => ({ kind: 'etl.load-file', params: { file } })
const spec = {
  ...emptySpec('flights'),
  parameters: { table: 'flights.parquet' },
  nodes: {
    flights: load('{{ table }}'),
    airports: load('airports.csv'),
    fixed: load('airports.csv@2'),
    outside: load('../secrets.csv'),
    filter: { kind: 'etl.filter-rows', params: { file: 'no.csv' } },
  },
}

test('files are found in file parameters only, through pipeline parameters, in the folder of the pipeline only', () => {
  expect([...namedFiles(spec, fileParams, {})]).toEqual(['flights.parquet', 'airports.csv'])
})

test('what a run overrides is what is looked for', () => {
  const overrides = { table: 'small.parquet', 'airports.file': 'mine.csv' }
  expect([...namedFiles(spec, fileParams, overrides)]).toEqual(['small.parquet', 'mine.csv'])
})
