import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { modelVersions } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { deploy } from '../endpoints/deploy.ts'
import { modelValue } from '../testing/made.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { create } from './create.ts'
import { findAlias } from './find-alias.ts'
import { get } from './get.ts'
import { getVersion } from './get-version.ts'
import { list } from './list.ts'
import { register } from './register.ts'
import { registerSource } from './register-source.ts'
import { removeVersion } from './remove-version.ts'
import { setAlias } from './set-alias.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

const source = 'mlflow-artifacts:/0/models/m-1/artifacts'

test('a version without ONNX counts and is shown as what it is, but is not deployed', async () => {
  const { owner } = platform
  await create(owner, { name: 'mixed' })
  await registerSource(owner, { name: 'mixed', source })
  expect((await list(owner)).find(({ name }) => name === 'mixed')).toMatchObject({
    versions: 1,
    newest: { task: null },
  })
  const refused = { code: 'INVALID_INPUT', message: 'has no ONNX: mixed version 1', hint: expect.any(String) }
  await expect(getVersion(owner, { name: 'mixed', number: 1 })).rejects.toMatchObject(refused)
  await expect(deploy(owner, { endpoint: 'mixed', version: { name: 'mixed', number: 1 } })).rejects.toMatchObject(
    refused,
  )
  const { version } = await register(owner, { name: 'mixed', model: await modelValue(owner) })
  expect(version?.number).toBe(2)
  expect((await get(owner, { name: 'mixed' })).versions.map(({ number, form }) => [number, form])).toEqual([
    [2, 'onnx'],
    [1, 'files'],
  ])
})

test('its source never changes', async () => {
  const { owner } = platform
  await create(owner, { name: 'fixed' })
  await registerSource(owner, { name: 'fixed', source })
  const change = owner.db.update(modelVersions).set({ source: 'models:/other/1' }).where(sql`true`)
  await expect(change).rejects.toMatchObject({ cause: { message: expect.stringContaining('never changed') } })
})

test('an alias goes with a version that is removed on the canvas', async () => {
  const { owner } = platform
  await register(owner, { name: 'pointed', model: await modelValue(owner) })
  await setAlias(owner, { name: 'pointed', number: 1, alias: 'champion' })
  await removeVersion(owner, { name: 'pointed', number: 1 })
  await expect(findAlias(owner, { name: 'pointed', alias: 'champion' })).rejects.toThrow('champion not found')
})
