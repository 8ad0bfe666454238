export const data = {
  title: 'Data',
  one: 'table',
  many: 'tables',
  columns: {
    name: 'Name',
    rows: 'Rows',
    columns: 'Columns',
    size: 'Size',
    format: 'Format',
    used: 'Used by',
    added: 'Added',
  },
  uses: ({ pipelines, models, endpoints }: { pipelines: number; models: number; endpoints: number }) =>
    [
      pipelines && `${pipelines} ${pipelines === 1 ? 'pipeline' : 'pipelines'}`,
      models && `${models} ${models === 1 ? 'model' : 'models'}`,
      endpoints && `${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}`,
    ]
      .filter(Boolean)
      .join(', '),
  empty: 'No tables yet',
  emptyHint: 'Upload one: types are detected, and every column gets a profile.',
  upload: 'Upload a table',
  dropHere: 'Drop files here, or',
  choose: 'choose files',
  dropNow: 'Drop to upload',
  formats: 'CSV, TSV, JSON, JSON Lines, Parquet or Arrow, of any size',
  uploading: (name: string, share: number) => `Uploading ${name}: ${Math.round(share * 100)} %`,
  reading: (name: string) => `Reading ${name} …`,
  uploaded: (name: string) => `${name} is uploaded`,
  uploadFailed: (name: string) => `Not uploaded: ${name}`,
  stopUpload: 'Stop the upload',
  show: 'Show it',
  versions: (count: number) => `${count} versions`,
  versionsTitle: 'Versions',
  formatNames: {
    csv: 'CSV',
    tsv: 'TSV',
    json: 'JSON',
    jsonl: 'JSON Lines',
    parquet: 'Parquet',
    arrow: 'Arrow',
    ipynb: 'Notebook',
  },
  version: (number: number) => `version ${number}`,
  preview: 'Rows',
  firstRows: (shown: number, total: number | null) =>
    total === null
      ? `The first ${shown.toLocaleString('en')} rows`
      : shown < total
        ? `The first ${shown.toLocaleString('en')} of ${total.toLocaleString('en')} rows`
        : `All ${total.toLocaleString('en')} rows`,
  renamed: (columns: { column: string; was: string }[]) =>
    `Columns got other names, as a heading was empty or there already: ${columns
      .slice(0, 8)
      .map(({ column, was }) => (was ? `${column} (was ${was})` : `${column} (had none)`))
      .join(', ')}${columns.length > 8 ? ` and ${columns.length - 8} more` : ''}.`,
  leftOut: (count: number) =>
    `${count.toLocaleString('en')} ${count === 1 ? 'line does' : 'lines do'} not fit and ${count === 1 ? 'is' : 'are'} left out here. A run stops there and names the line, unless its node skips such lines.`,
  profile: 'Columns',
  waitRows: 'the first rows',
  profiling: 'Looking at every column …',
  correct: 'Correct how it is read',
  correctAbout:
    'The file stays as it is; only the reading changes. The type of a single column is corrected in the node that loads the file.',
  encoding: (name: string) =>
    `The file was not UTF-8 text: it was read as ${name} and is kept as UTF-8. Where letters look wrong, save it as UTF-8 and upload it again.`,
  decimal: 'Decimals are written with',
  decimals: { '.': 'a point (1.5)', ',': 'a comma (1,5)' } as Record<string, string>,
  thousands: 'Between thousands stands',
  thousandMarks: {
    '': 'nothing (1000)',
    ',': 'a comma (1,000)',
    '.': 'a point (1.000)',
    ' ': 'a space (1 000)',
    "'": "an apostrophe (1'000)",
  } as Record<string, string>,
  delimiter: 'Columns are separated by',
  delimiters: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as Record<string, string>,
  quote: 'Text is quoted with',
  quotes: { '"': 'double quotes', "'": 'single quotes', '': 'nothing' } as Record<string, string>,
  header: 'The first line names the columns',
  skip: 'Lines to leave out at the top',
  readAgain: 'Read it again',
  readAnew: (columns: number) => `Read again: ${columns.toLocaleString('en')} columns`,
  start: 'Start a pipeline from it',
  startTitle: (name: string) => `A pipeline from ${name}`,
  startAbout:
    'From the table to a live prediction: split, fill gaps, encode, scale, train, evaluate, register, deploy. All of it can be changed on the canvas.',
  target: 'Column to predict',
  targetHint: 'Text and yes-or-no columns become classes; numbers are predicted as numbers.',
  startAction: 'Draw the pipeline',
  pipelineName: 'Name',
  noTarget: 'Choose what to predict',
  asClasses: 'Predict it as classes, although it is a number',
  delete: 'Delete …',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteConsequence: 'Pipelines that load it can no longer run. Models trained on it stay.',
  deleteAction: 'Delete the table',
  deleted: (name: string) => `${name} is deleted`,
}
