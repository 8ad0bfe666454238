import { afterAll, expect, test } from 'vitest'
import { gatherWords } from '../../search/gather-words.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { appendToTag } from './append-to-tag.ts'
import { create } from './create.ts'
import { log } from './log.ts'
import { removeTag } from './remove-tag.ts'
import { search } from './search.ts'
import { searchText } from './search-text.ts'
import { update } from './update.ts'

const platform = await openTestPlatform({ catalogue: new Map() })
const { owner: ctx } = platform
afterAll(() => platform.close())

const gathered = async () => {
  while ((await gatherWords(ctx.db)) > 0);
}

/** What both searches say of all runs, in one form. */
async function told() {
  const [plain, text] = [await search(ctx, {}), await searchText(ctx, {})]
  return {
    plain: plain.runs.map(({ metrics, params, tags }) => ({
      metrics: metrics.map(({ at, ...metric }) => ({ ...metric, timestamp: at })),
      params,
      tags,
    })),
    text: text.runs.map(({ facts }): unknown => JSON.parse(facts)),
  }
}

test('what is told of runs as text is what is there, whatever was changed since it was gathered', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await create(ctx, { experiment: 0, kind: 'client' })).id))
  const [id = ''] = ids
  const point = (key: string, value: number) => ({ key, value, step: 1, at: 5 })
  await log(ctx, { id, metrics: [point('a "quoted" key', 1), point('none', Number.NaN)] })
  await update(ctx, { id, status: 'finished' })
  const changes = [
    () => log(ctx, { id, metrics: [point('loss', Number.NEGATIVE_INFINITY)] }),
    () => log(ctx, { id, params: [{ key: 'depth', value: 'ä\n"3"' }], tags: [{ key: 'team', value: '' }] }),
    () => removeTag(ctx, { id, key: 'team' }),
    () => appendToTag(ctx, { id, key: 'history', item: { n: 1 } }),
    () => update(ctx, { id, name: 'renamed' }),
    () => update(ctx, { id, status: 'running' }),
    () => log(ctx, { id, metrics: [{ ...point('loss', 0.1), step: 2 }] }),
    () => update(ctx, { id, status: 'failed' }),
  ]
  for (const change of changes) {
    await gathered()
    await change()
    const { plain, text } = await told()
    expect(text).toEqual(plain)
  }
})

test('two that gather while many log leave nothing behind that no longer holds', async () => {
  const ids = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const { id } = await create(ctx, { experiment: 0, kind: 'client' })
      await update(ctx, { id, status: 'finished' })
      return id
    }),
  )
  let logging = true
  const gather = async () => {
    while (logging) await gatherWords(ctx.db, 3)
  }
  const gatherers = [gather(), gather()]
  await Promise.all(
    ids.map(async (id) => {
      for (let step = 0; step < 40; step++)
        await log(ctx, { id, metrics: [{ key: `m${step % 3}`, value: step, step, at: step }] })
    }),
  )
  logging = false
  await Promise.all(gatherers)
  await gathered()
  const { plain, text } = await told()
  expect(text).toEqual(plain)
})
