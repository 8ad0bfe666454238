import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(process.cwd(), 'services')

/** What a run is found by, as code that writes it names it. */
const writes =
  /(insert|delete)\((latestMetrics|runParams|runTags|datasetInputs|artifactPaths|trackedRuns)\)|insert into (run_params|run_tags|latest_metrics)|delete from \$\{artifactPaths\}/

const saysSo = /wordsAreDue\(|insert\(wordsDue\)|insert into words_due/

const needNot: Record<string, string> = {
  'runs/track-data.ts': 'part of what says so',
  'runs/track-evaluations.ts': 'part of what says so',
  'tracking/artifacts/forget.ts': 'the runs go with their files',
}

test('whoever writes what a run is found by says that its words are due', async () => {
  const files = (await readdir(root, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file))
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const))
  const silent = texts.filter(([file, text]) => writes.test(text) && !saysSo.test(text) && !(file in needNot))
  expect(silent.map(([file]) => file)).toEqual([])
})
