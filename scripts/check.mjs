#!/usr/bin/env node
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { groundPlan } from './check/ground-plan.mjs'
import { kindsNamed } from './check/kinds.mjs'
import { lockIsWhole } from './check/lock.mjs'
import { licenses, longFiles } from './check/rules.mjs'
import { sourceFiles } from './check/source-files.mjs'

const tool =
  (name, ...args) =>
  () =>
    new Promise((resolve) => {
      execFile(join('node_modules', '.bin', name), args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
        resolve(error ? [`${stdout}${stderr}`.trim() || String(error)] : []),
      )
    })

/** The second needs what the first makes: the types of the pages' addresses. */
const inTurn = (first, second) => async () => {
  const found = await first()
  return found.length ? found : second()
}

const checks = {
  types: inTurn(tool('next', 'typegen'), tool('tsc', '--project', '.', '--pretty')),
  'style and lint': tool('biome', 'ci', '--colors=off', '--max-diagnostics=40'),
  'imports follow the ground plan': groundPlan,
  'no kind of node named outside nodes/': kindsNamed,
  'nothing unused': tool('knip', '--no-progress', '--no-config-hints'),
  'links in pages': () => tool('remark', '--frail', '--quiet', '--no-stdout', ...sourceFiles('.md'))(),
  'length of files': longFiles,
  licenses,
  'lock file': lockIsWhole,
}

/** Runs every check side by side; prints each as it ends, what it found below it. */
async function check() {
  const started = performance.now()
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, run]) => {
      const found = await run()
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${found.length ? '✗' : '✓'} ${name} (${seconds} s)`)
      if (found.length) console.log(`${found.join('\n')}\n`)
      return found.length === 0
    }),
  )
  return results.every(Boolean)
}

process.exitCode = (await check()) ? 0 : 1
