import { afterAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { people } from '../testing/made.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { apply } from './apply.ts'
import { create } from './create.ts'
import { get } from './get.ts'
import { inspect } from './inspect.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'
import { rename } from './rename.ts'
import { revisions } from './revisions.ts'
import { save } from './save.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

describe('saving', () => {
  test('makes a revision after the newest, and none where nothing changed', async () => {
    const { owner } = platform
    const { id } = await create(owner, { name: 'Draft' })
    const spec = { ...people(), name: 'Draft' }
    expect(await save(owner, { id, base: 1, spec })).toEqual({ revision: 2, missingFiles: ['people.csv'] })
    expect(await save(owner, { id, base: 2, spec })).toMatchObject({ revision: 2 })
    expect((await get(owner, { id, revision: 1 })).spec).toEqual(emptySpec('Draft'))
    expect((await get(owner, { slug: 'draft' })).spec).toEqual(spec)
    expect((await revisions(owner, { slug: 'draft' })).map(({ number }) => number)).toEqual([2, 1])
  })

  test('from a stale base is refused, and one of many at once wins', async () => {
    const { owner } = platform
    const { id } = await create(owner, { name: 'Contested' })
    const saves = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => save(owner, { id, base: 1, spec: people(`age > ${index}`) })),
    )
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of saves) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' })
    expect((await get(owner, { id })).head).toBe(2)
  })

  test('refuses what is no pipeline, and says where', async () => {
    const { owner } = platform
    const { id } = await create(owner, { name: 'Strict' })
    const spec = { ...emptySpec('Strict'), nodes: { a: { params: {} } } }
    await expect(save(owner, { id, base: 1, spec })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: { node: 'a' } })
  })
})

test('names may be equal, slugs are not', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => create(platform.owner, { name: 'Späte Flüge!' })))
  expect(made.map(({ slug }) => slug).sort()).toEqual([
    'spate-fluge',
    'spate-fluge-2',
    'spate-fluge-3',
    'spate-fluge-4',
    'spate-fluge-5',
  ])
})

test('applying makes a pipeline, changes it, and finds it by a new name', async () => {
  const { owner } = platform
  const spec = { ...people(), name: 'Applied' }
  expect(await apply(owner, { spec })).toMatchObject({ slug: 'applied', revision: 1, outcome: 'created' })
  expect(await apply(owner, { spec })).toMatchObject({ revision: 1, outcome: 'unchanged' })
  const { id } = await apply(owner, { spec: { ...spec, description: 'changed' } })
  await rename(owner, { id, name: 'Renamed' })
  const again = await apply(owner, { spec: { ...spec, name: 'Renamed' } })
  expect(again).toMatchObject({ id, slug: 'applied', outcome: 'changed' })
})

test('inspecting a draft tells its problems without saving it', async () => {
  const { problems } = await inspect(platform.owner, { spec: people() })
  expect(problems).toMatchObject([{ message: 'no such file: people.csv', at: { node: 'load', param: 'file' } }])
})

test('another project sees nothing of it', async () => {
  const stranger = await platform.stranger()
  const { id, slug } = await create(platform.owner, { name: 'Ours' })
  expect(await list(stranger)).toEqual([])
  for (const attempt of [
    () => get(stranger, { id }),
    () => get(stranger, { slug }),
    () => save(stranger, { id, base: 1, spec: people() }),
    () => rename(stranger, { id, name: 'Theirs' }),
    () => remove(stranger, { id }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await create(stranger, { name: 'Ours' })).slug).toBe(slug)
})

test('a removed pipeline is gone, and its slug is not given again', async () => {
  const { owner } = platform
  const { id, slug } = await create(owner, { name: 'Gone' })
  await remove(owner, { id })
  await expect(get(owner, { slug })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await create(owner, { name: 'Gone' })).slug).toBe('gone-2')
  expect((await list(owner)).map((one) => one.slug)).not.toContain('gone')
})
