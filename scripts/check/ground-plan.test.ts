import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

const files = {
  'package.json': '{ "imports": { "#db/*": "./db/*", "#app/*": "./app/*", "#pipeline/*": "./pipeline/*" } }',
  'db/client.ts': 'export const client = 1',
  'app/_trpc/router.ts': 'export type Router = 1\nexport const router = 1',
  'pipeline/spec.ts': "import { client } from '#db/client.ts'\nimport 'node:fs'\nexport { client }",
  'pipeline/a.ts': "import type { B } from './b.ts'\nexport type A = B",
  'pipeline/b.ts': "export type { A as B } from './a.ts'",
  'cli/types.ts': "import type { Router } from '#app/_trpc/router.ts'\nexport type R = Router",
  'cli/values.ts': "import { router } from '#app/_trpc/router.ts'\nexport { router }",
  'nodes/view.tsx': 'export const view = () => <Tooltip.Root delay={4}>{import("../db/client.ts")}</Tooltip.Root>',
  'services/gone.ts': "import '#pipeline/gone.ts'",
}

let groundPlan: (files: string[]) => string[]
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ground-plan-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  process.chdir(folder)
  ;({ groundPlan } = await import('./ground-plan.mjs'))
})

const faultsOf = (...paths: string[]) => groundPlan(paths).map((line) => line.replace(/ \(scripts.*/, ''))

test('an import against an arrow is named with its line', () => {
  expect(faultsOf('pipeline/spec.ts')).toEqual([
    'pipeline/spec.ts:1: #db/client.ts: pipeline/ may import nothing else of ours',
    'pipeline/spec.ts:2: node:fs: pure code: no Node, no React',
  ])
})

test('a dynamic import in JSX is an import too', () => {
  expect(faultsOf('nodes/view.tsx')).toEqual(['nodes/view.tsx:1: ../db/client.ts: nodes/ may import pipeline'])
})

test('types of another program may be imported, its values may not', () => {
  expect(faultsOf('cli/types.ts', 'cli/values.ts')).toEqual([
    'cli/values.ts:1: #app/_trpc/router.ts: `import type` only, for that code runs in another program',
  ])
})

test('a cycle of types is a cycle', () => {
  expect(faultsOf('pipeline/a.ts', 'pipeline/b.ts')).toEqual([
    'import cycle: pipeline/a.ts → pipeline/b.ts → pipeline/a.ts',
  ])
})

test('an import that leads nowhere is refused', () => {
  expect(faultsOf('services/gone.ts')).toEqual(['services/gone.ts:1: #pipeline/gone.ts: leads nowhere'])
})
