export const data = {
  title: 'Data',
  one: 'entry',
  many: 'entries',
  from: 'From',
  everything: 'From anywhere',
  origins: { uploaded: 'Uploaded', made: 'Made by a pipeline', logged: 'Logged by a program' },
  noneFrom: {
    uploaded: 'No tables were uploaded yet.',
    made: 'No pipeline has made a table yet: run one.',
    logged: 'No program has logged its data yet: mlflow.log_input(dataset) does.',
  },
  columns: {
    name: 'Name',
    rows: 'Rows',
    columns: 'Columns',
    size: 'Size',
    from: 'From',
    used: 'Used by',
    added: 'Added',
  },
  uses: ({
    pipelines = 0,
    runs = 0,
    programs = 0,
    models,
    endpoints,
    demos = 0,
  }: {
    pipelines?: number
    runs?: number
    programs?: number
    models: number
    endpoints: number
    demos?: number
  }) =>
    [
      runs && `${runs >= 1000 ? '1,000 or more' : runs} ${runs === 1 ? 'run' : 'runs'}`,
      pipelines && `${pipelines} ${pipelines === 1 ? 'pipeline' : 'pipelines'}`,
      programs && `${programs} ${programs === 1 ? 'run' : 'runs'} of programs`,
      models && `${models} ${models === 1 ? 'model' : 'models'}`,
      endpoints && `${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}`,
      demos && `${demos} ${demos === 1 ? 'demo' : 'demos'}`,
    ]
      .filter(Boolean)
      .join(', '),
  empty: 'No tables yet',
  emptyHint: 'Upload one: types are detected, and every column gets a profile.',
  upload: 'Upload a table',
  dropHere: 'Drop files here, or',
  choose: 'choose files',
  dropNow: 'Drop to upload',
  formats: 'CSV, TSV, JSON, JSON Lines, Parquet or Arrow of any size, or a notebook (.ipynb)',
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
  notebook: {
    cells: 'Notebook',
    run: 'Run',
    runTitle: (name: string) => `Run ${name}`,
    runAbout: 'It runs by itself, in a pipeline that holds nothing else. What is left empty keeps its default.',
    reads: (names: string) =>
      `It reads ${names}, which a wire must bring: draw a pipeline with a Run notebook node instead.`,
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
  count: 'Count',
  countAll: 'Count all rows:',
  counting: 'counting …',
  cannotCount: 'cannot be counted',
  notCountedWhy:
    'Not counted: of a large text file that is known once all of it was read, by a run or by whoever asks here',
  waitRows: 'the first rows',
  profiling: 'Looking at every column …',
  correct: 'Correct how it is read',
  correctAbout:
    'What you correct becomes a new version of the file; the former reading stays with the pipelines that name it.',
  encoding: 'Letters are encoded as',
  encodings: {
    'utf-8': 'UTF-8',
    'windows-1252': 'Windows, western (1252)',
    'windows-1250': 'Windows, central European (1250)',
    'windows-1251': 'Windows, Cyrillic (1251)',
    'iso-8859-2': 'ISO, central European (8859-2)',
    'iso-8859-15': 'ISO, western (8859-15)',
    'utf-16le': 'UTF-16',
    shift_jis: 'Japanese (Shift JIS)',
    gb18030: 'Chinese (GB 18030)',
    'euc-kr': 'Korean (EUC-KR)',
  } as Record<string, string>,
  correctType: 'Correct the type of',
  chooseColumn: 'choose a column',
  typeOf: (column: string) => `Type of ${column}`,
  asDetected: 'as detected',
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
  startWithout: (names: readonly string[]) =>
    `Without ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}: ${names.length === 1 ? 'that column holds' : 'those columns hold'} no value.`,
  noTarget: 'Choose what to predict',
  asClasses: 'Predict it as classes, although it is a number',
  delete: 'Delete …',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteConsequence: 'Pipelines that load it can no longer run. Models trained on it stay.',
  deleteAction: 'Delete the table',
  source: 'Source',
  digest: 'Content',
  logged: 'Logged',
  toldBesides: 'What the program told of it',
  noColumns: 'The program did not tell which columns it has.',
  noStatistics: 'The program told names and types only; what is in the columns it kept to itself.',
  notHere: 'The bytes stayed with the program: only what it told is known here.',
  changedSince: 'Since the content before it',
  changes: { added: 'new', gone: 'gone', retyped: 'of another type' },
  unchanged: 'The same columns.',
  contents: 'Versions',
  contentColumns: { content: 'Content', rows: 'Rows', columns: 'Columns', at: 'First logged', run: 'Run' },
  newest: 'newest',
  madeBy: (pipeline: string) => `made by ${pipeline}`,
  madeIn: 'Made in',
  run: 'Run',
  pipeline: 'Pipeline',
  deleted: (name: string) => `${name} is deleted`,
}
