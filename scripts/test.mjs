#!/usr/bin/env node
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { install } from './install/install.mjs'
import { createProgress } from './install/progress.mjs'
import { defaultHome, root } from './paths.mjs'
import { suites } from './test/suites.mjs'

/** Tests bring servers of their own, whatever the person's shell points to. */
const ofOthers = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'JUPYTER_URL', 'JUPYTER_TOKEN', 'ESPALIER_URL', 'ESPALIER_TOKEN']

/** `npm test [-- check|unit|python|e2e|chaos …]`: installs what is missing, runs the suites, and adds them up. */
async function test(names) {
  const unknown = names.find((name) => !(name in suites))
  if (unknown) throw new Error(`no such suite: ${unknown}. There are ${Object.keys(suites).join(', ')}.`)
  for (const name of ofOthers) delete process.env[name]
  const chosen = names.length ? names : Object.keys(suites)
  const wanted = [...new Set(chosen.flatMap((name) => suites[name].needs))]
  const programs = await install({ home: defaultHome, progress: createProgress(process.stdout), wanted })
  if (programs.python) process.env.ESPALIER_PYTHON = programs.python
  if (programs.gradio) process.env.ESPALIER_GRADIO_PYTHON = programs.gradio
  if (programs.temporal) process.env.ESPALIER_TEMPORAL = programs.temporal
  if (programs.timeSkipping) process.env.ESPALIER_TIME_SKIPPING = programs.timeSkipping
  if (programs.chromium) process.env.CHROMIUM_PATH = programs.chromium
  await mkdir(join(root, 'test-results'), { recursive: true })

  const total = { passed: 0, failures: [] }
  for (const name of chosen) {
    const started = Date.now()
    console.log(`\n── ${name}`)
    const { passed, failures } = await suites[name].run(programs)
    console.log(
      `── ${name}: ${passed} of ${passed + failures.length} in ${Math.round((Date.now() - started) / 1000)} s`,
    )
    total.passed += passed
    total.failures.push(...failures)
  }
  return total
}

const { passed, failures } = await test(process.argv.slice(2)).catch((error) => {
  return { passed: 0, failures: [error.message] }
})
for (const failure of failures) console.log(`\n✗ ${failure}`)
console.log(`\n${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1
