import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { espalier, root } from './espalier.ts'
import { openWelcome, session } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ storageState: session })
  await openWelcome(page)
})
test.afterAll(() => page.close())

const table = () => page.getByRole('grid', { name: 'Runs' })
const row = (name: RegExp) =>
  table()
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name }) })

test('two runs of a pipeline stand in the experiment of its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scientist-'))
  const pipeline = join(folder, 'by-trees.yaml')
  const example = await readFile(join(root, 'examples', 'penguins.yaml'), 'utf8')
  await writeFile(
    pipeline,
    example.replace('name: Penguins\n', 'name: By trees\n').replaceAll('penguins.json', 'trees.json'),
  )
  await copyFile(join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json'), join(folder, 'trees.json'))
  const settings = ['register.name=trees', 'deploy.endpoint=trees'].flatMap((one) => ['--set', one])
  // Counts that no other journey has trained with: what is reused is no training.
  for (const trees of [23, 46]) {
    const run = await espalier('pipeline', 'run', pipeline, '--wait', ...settings, '--set', `train.trees=${trees}`)
    expect(run).toMatchObject({ code: 0, json: { status: 'done' } })
  }
  await page.goto(new URL('/default/experiments', page.url()).href)
  await page.getByRole('link', { name: 'by-trees' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'by-trees' })).toBeVisible()
  await expect(row(/^by-trees /)).toHaveCount(2)
})

test('a filter finds the training of more trees, and says where it cannot be read', async () => {
  await page.goto(new URL('/default/experiments/by-trees', page.url()).href)
  const filter = page.getByRole('combobox', { name: 'Filter' })
  await filter.fill('params.trees = 46')
  await filter.press('Enter')
  await expect(page.getByText(/^Expected a quoted string value/)).toBeVisible()
  await filter.fill('params.tr')
  await page.getByRole('option', { name: 'params.trees' }).click()
  await filter.pressSequentially("= '46'")
  await filter.press('Enter')
  await expect(page.getByText('1 run', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/filter=params\.trees/)
})

test('the page of a training shows how it learned, and the figures behind the curve', async () => {
  await row(/^Train/)
    .getByRole('link')
    .click()
  await expect(page.getByRole('cell', { name: 'trees' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^by-trees / })).toBeVisible()
  await page.getByRole('tab', { name: 'Curves' }).click()
  const curve = page.getByRole('img', { name: /^Curve of / }).first()
  await expect(curve.locator('svg')).toBeVisible()
  await page.getByRole('button', { name: 'Show the figures' }).first().click()
  await expect(page.getByRole('table', { name: /^Curve of / }).getByRole('row')).toHaveCount(48)
})

test('the pipeline’s run and its tracked run lead to each other', async () => {
  await page.getByRole('link', { name: /^by-trees / }).click()
  await page.getByRole('link', { name: 'Show the pipeline’s run' }).click()
  await expect(page).toHaveURL(/\/default\/runs\/[0-9a-f-]+$/)
  await page.getByRole('link', { name: 'Show in its experiment' }).click()
  await expect(page).toHaveURL(/\/default\/experiments\/by-trees\/runs\/[0-9a-f-]+$/)
})

test('two trainings are compared, what differs first', async () => {
  await page.goto(new URL("/default/experiments/by-trees?filter=kind = 'step'", page.url()).href)
  await expect(page.getByText('2 runs', { exact: true })).toBeVisible()
  await table().focus()
  for (const key of ['Space', 'ArrowDown', 'Space', 'c']) await page.keyboard.press(key)
  await expect(page.getByRole('heading', { level: 1, name: '2 runs side by side' })).toBeVisible()
  const params = page.getByRole('table', { name: 'Parameters', exact: true })
  await expect(params.getByRole('row').filter({ hasText: 'trees' })).toContainText('46')
  await page.getByRole('tab', { name: 'Parallel coordinates' }).click()
  await expect(page.getByRole('img', { name: 'Parallel coordinates' }).locator('svg')).toBeVisible()
})

test('what is moved to the trash can be brought back', async () => {
  await page.goto(new URL("/default/experiments/by-trees?filter=params.trees = '23'", page.url()).href)
  await table().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Delete')
  await expect(page.getByText('No run fits this filter')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('1 run', { exact: true })).toBeVisible()
})
