import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
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

/** Runs a program, and says by name what failed; a failure that its results do not show still counts as one. */
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
  const nothing = { passed: count ? 0 : 1, failures: [] }
  const told = count ? await readFile(file, 'utf8').then(count, () => nothing) : nothing
  if (code === 0 || told.failures.length > 0) return told
  return { passed: count ? told.passed : 0, failures: [`${args.at(-1)} ended with ${code}`] }
}

function vitest(text) {
  const { numPassedTests, testResults } = JSON.parse(text)
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const told = failed.map(({ fullName, failureMessages }) => `${name}: ${fullName}: ${failureMessages[0]}`)
    return status === 'failed' && assertionResults.length === 0 ? [`${name}: ${message}`] : told
  })
  return { passed: numPassedTests, failures }
}

function junit(text) {
  const number = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(text)?.[1] ?? 0)
  const cases = [
    ...text.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"[^>]*>\s*<(?:failure|error) message="([^"]*)"/g),
  ]
  const failures = cases.map(([, file, name, message]) => `${file}: ${name}: ${message}`)
  return { passed: number('tests') - number('failures') - number('errors') - number('skipped'), failures }
}

function playwright(text) {
  const { stats, suites } = JSON.parse(text)
  const specs = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)]
  const failed = suites.flatMap(specs).filter(({ ok }) => !ok)
  const failures = failed.map(({ file, title, tests }) => {
    const result = tests.flatMap(({ results }) => results).find(({ error }) => error)
    return result && `${file}: ${title}: ${stripVTControlCharacters(result.error.message)}`
  })
  return { passed: stats.expected + stats.flaky, failures: failures.filter(Boolean) }
}
