import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../paths.mjs'

const results = join(root, 'test-results')
const nodeModule = (...path) => join(root, 'node_modules', ...path)

/** The suites in their order: what each needs installed, how it is run, and how its own results are counted. */
export const suites = {
  check: { needs: [], run: () => counted(process.execPath, [join(root, 'scripts', 'check.mjs')]) },
  unit: {
    needs: ['python', 'gradio', 'temporal', 'timeSkipping'],
    run: () => {
      const file = join(results, 'unit.json')
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      return counted(process.execPath, [nodeModule('vitest', 'vitest.mjs'), 'run', ...reporters], {
        file,
        count: vitest,
      })
    },
  },
  python: {
    needs: ['python', 'lab'],
    run: ({ python, lab }) => {
      const file = join(results, 'python.xml')
      const args = [
        '-m',
        'pytest',
        '-q',
        '-p',
        'no:cacheprovider',
        `--junitxml=${file}`,
        'engines/python',
        'jupyter-extension',
      ]
      const env = { PYTHONPATH: join(root, 'engines', 'python'), ESPALIER_WHEEL: lab?.wheel ?? '' }
      return counted(python, args, { file, count: junit, env })
    },
  },
  e2e: {
    needs: ['web', 'python', 'lab', 'temporal', 'chromium'],
    run: () => {
      const file = join(results, 'e2e.json')
      const args = [nodeModule('@playwright', 'test', 'cli.js'), 'test', '--config', 'e2e/playwright.config.ts']
      return counted(process.execPath, args, { file, count: playwright })
    },
  },
  chaos: {
    needs: ['web', 'python', 'lab', 'temporal'],
    run: () => counted(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'chaos', 'main.ts')]),
  },
}

/** Runs a program; a failure that its results do not show still counts as one. */
async function counted(command, args, { file, count, env = {} } = {}) {
  if (file) await rm(file, { force: true })
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.once('error', resolve).once('close', resolve)
  })
  if (!count) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const told = await readFile(file, 'utf8').then(count, () => ({ passed: 0, failed: 0 }))
  return code !== 0 && told.failed === 0 ? { ...told, failed: 1 } : told
}

function vitest(text) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text)
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length)
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

function junit(text) {
  const number = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(text)?.[1] ?? 0)
  const failed = number('failures') + number('errors')
  return { passed: number('tests') - failed - number('skipped'), failed }
}

function playwright(text) {
  const { stats } = JSON.parse(text)
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}
