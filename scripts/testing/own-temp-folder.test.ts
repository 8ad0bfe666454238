import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { ownTempFolder } from './own-temp-folder.ts'

it('takes with it whatever was left in the folder for temporary files, by child processes too', async () => {
  const before = tmpdir()
  const close = await ownTempFolder()
  const own = mkdtempSync(join(tmpdir(), 'left-'))
  const print = 'console.log(fs.mkdtempSync(path.join(os.tmpdir(), "left-")))'
  const child = spawnSync(process.execPath, ['-e', print], { encoding: 'utf8' }).stdout.trim()
  expect([dirname(dirname(own)), dirname(child)]).toEqual([before, dirname(own)])
  await close()
  expect([existsSync(dirname(own)), tmpdir()]).toEqual([false, before])
})

it('is what this very test runs in', () => expect(tmpdir()).toContain('espalier-tests-'))
