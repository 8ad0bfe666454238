import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from '@temporalio/worker'
import { describe, expect, it } from 'vitest'
import { workflowBundle } from '../bundle.ts'
import { bundleFolder } from '../testing/worker.ts'
import { historyOfText } from './history-json.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Runs that are under way while the platform is upgraded go on with the new workflow code. */
describe('the workflow of today', () => {
  it('replays every recorded history', async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    expect(names.length).toBeGreaterThan(0)
    const histories = await Promise.all(
      names.map(async (workflowId) => ({
        workflowId,
        history: historyOfText(await readFile(`${folder}${workflowId}`, 'utf8')),
      })),
    )
    const replayed = Worker.runReplayHistories(
      { workflowBundle: await workflowBundle(bundleFolder), reuseV8Context: true },
      histories,
    )
    const seen: string[] = []
    for await (const { workflowId, error } of replayed) {
      expect(error, workflowId).toBeUndefined()
      seen.push(workflowId)
    }
    expect(seen.sort()).toEqual(names.sort())
  })
})
