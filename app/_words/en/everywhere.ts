export const common = {
  product: 'Espalier',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  keep: 'Keep it',
  delete: 'Delete',
  rename: 'Rename',
  save: 'Save',
  tryAgain: 'Try again',
  older: 'Show older',
  backTo: (list: string) => `Back to ${list.toLowerCase()}`,
  more: 'More actions',
  search: 'Search',
  clearSearch: 'Clear the search',
  loading: (what: string) => `Loading ${what} …`,
  nothingFound: (query: string) => `Nothing matches “${query}”`,
  count: (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`,
  countOf: (shown: number, count: number, many: string) =>
    `${shown.toLocaleString('en')} of ${count.toLocaleString('en')} ${many}`,
  typeName: (name: string) => `Type ${name} to go on`,
  offline: 'the platform does not answer',
  offlineHint: 'check that it is running, then try again',
  justNow: 'just now',
  showTable: 'Show the figures',
  showChart: 'Show the chart',
  chartKey: 'Press t for the figures as a table',
  columnsShown: (count: number) => `${count.toLocaleString('en')} columns`,
  missing: 'missing',
  noMissing: 'none missing',
  columns: {
    name: 'Column',
    role: 'Role',
    values: 'Values',
    distinct: 'Distinct',
    missing: 'Missing',
    distribution: 'Distribution',
  },
  cellCopied: 'Cell copied',
}

export const status = {
  queued: 'Queued',
  running: 'Running',
  done: 'Done',
  reused: 'Reused',
  failed: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
}

export const types = {
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  text: 'Text',
  time: 'Time',
  vector: 'Vector',
  image: 'Picture',
  other: 'Other',
}

/** What a column's type can be corrected to, by DuckDB's name. */
export const correctedTypes: Record<string, string> = {
  VARCHAR: 'Text',
  BIGINT: 'Whole number',
  DOUBLE: 'Number',
  BOOLEAN: 'Yes or no',
  DATE: 'Date',
  TIMESTAMP: 'Date and time',
}

export const roles = {
  target: 'target',
  id: 'id',
  time: 'time',
  group: 'group',
  weight: 'weight',
  split: 'split',
}

export const groups = {
  etl: 'Prepare',
  feature: 'Features',
  training: 'Train',
  validation: 'Validate',
  deployment: 'Deploy',
  notebook: 'Notebook',
  monitor: 'Monitor',
}

export const places = {
  node: 'node',
  port: 'port',
  param: 'setting',
  column: 'column',
  row: 'row',
  edge: 'wire',
  offset: 'character',
}
