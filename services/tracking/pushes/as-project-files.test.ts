import { afterAll, expect, test } from 'vitest'
import { findFile } from '../../files/find.ts'
import { addPeople } from '../../testing/made.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { asProjectFiles } from './as-project-files.ts'

const { owner, close } = await openTestPlatform({ catalogue: new Map() })
afterAll(close)

test('a file that was read from a disk is the project’s of the same bytes, whatever it is called there; others stay', async () => {
  await addPeople(owner)
  const { projectId } = owner.actor
  const { name, version, sha256 } = await findFile(owner.db, projectId, { name: 'people.csv' })
  const told = { name: 'copy.csv', digest: sha256.slice(0, 32), sourceType: 'local', source: '{}', tags: {} }
  const others = [
    { ...told, digest: '0'.repeat(32) },
    { ...told, sourceType: 'memory' },
  ]
  expect(await asProjectFiles(owner.db, projectId, [told, ...others])).toEqual([
    {
      ...told,
      ...{ name, digest: sha256.slice(0, 12), sourceType: 'espalier' },
      source: JSON.stringify({ file: name, version, sha256 }),
    },
    ...others,
  ])
})
