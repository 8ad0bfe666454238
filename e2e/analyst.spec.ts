import { expect, type Locator, type Page, test } from '@playwright/test'
import { flowers } from './flowers.ts'
import { openWelcome, session } from './sign-in.ts'
import { killWorker } from './worker-process.ts'

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ storageState: session })
  await openWelcome(page)
})
test.afterAll(() => page.close())

const card = (title: RegExp): Locator => page.getByRole('group', { name: title })
const panel = (): Locator => page.getByRole('complementary', { name: 'Selection' })
const ended = (steps: string): Promise<void> => expect(panel().getByText(steps)).toBeVisible({ timeout: 150_000 })

test('opens the Penguins template: the graph is drawn, every port is known, nothing is wrong', async () => {
  const template = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Penguins', exact: true }) })
  await template.getByRole('button', { name: 'Use this template' }).click()
  await expect(page).toHaveURL(/\/default\/pipelines\/penguins$/)
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible()
  await card(/^Encode categories/).click()
  await panel().getByRole('tab', { name: 'Data' }).click()
  await expect(panel().getByText('Species', { exact: true })).toBeVisible()
  await expect(panel().getByText('target', { exact: true })).toBeVisible()
})

test('a run whose worker is killed in the middle of training is done, and trained once', async () => {
  await card(/^Train LightGBM/).click()
  await panel().getByRole('tab', { name: 'Set up' }).click()
  await panel().getByLabel('Trees', { exact: true }).fill('5000')
  await panel().getByLabel('Trees', { exact: true }).press('Tab')
  await expect(card(/LightGBM, 5000 trees/)).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await panel().getByRole('tab', { name: 'Run', exact: true }).click()
  // Looked for in each frame: on a fast machine it trains for less than a second.
  await page.waitForFunction(() => /tree \d+ of 5000/.test(document.body.textContent ?? ''), undefined, {
    timeout: 120_000,
  })
  killWorker()
  await page.keyboard.press('Escape')
  await ended('12 of 12 steps')
  await card(/^Train LightGBM/).click()
  const log = await panel().getByRole('log').textContent()
  expect(log?.match(/\d+ training rows/g) ?? []).toHaveLength(1)
})

test('the model page shows what the model is worth, what it wants, and where it comes from', async () => {
  await page.goto(new URL('/default/models/penguins', page.url()).href)
  await expect(page.getByRole('heading', { name: 'Confusion matrix' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'ROC curve' })).toBeVisible()
  await expect(page.getByText(/The stored model answered \d+ test rows as the trained one did/)).toBeVisible()
  await expect(page.getByRole('cell', { name: /Flipper Length/ }).first()).toBeVisible()
  await expect(page.getByText('penguins.json').first()).toBeVisible()
})

test('the endpoint answers a row with probabilities', async () => {
  await page.getByRole('link', { name: 'penguins', exact: true }).click()
  await expect(page).toHaveURL(/\/endpoints\/penguins/)
  await page.getByRole('button', { name: 'Predict' }).click()
  await expect(page.getByText(/^Version 1, .+ there and back/)).toBeVisible()
  await expect(page.getByText(/^(Adelie|Chinstrap|Gentoo)$/).first()).toBeVisible()
})

test('after a change of one parameter only its node and what follows run', async () => {
  await page.goto(new URL('/default/pipelines/penguins', page.url()).href)
  await card(/^Train LightGBM/).click()
  await panel().getByRole('tab', { name: 'Set up' }).click()
  await panel().getByLabel('Trees', { exact: true }).fill('40')
  await panel().getByLabel('Trees', { exact: true }).press('Tab')
  await expect(card(/LightGBM, 40 trees/)).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await ended('12 of 12 steps')
  await expect(card(/^Scale.*, reused$/)).toBeVisible()
  await expect(card(/^Train LightGBM.*, done$/)).toBeVisible()
})

test('a CSV of their own becomes a pipeline around the column to predict', async () => {
  await page.goto(new URL('/', page.url()).href)
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('choose files').click()
  await (await chooser).setFiles({ name: 'flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(flowers()) })
  await expect(page).toHaveURL(/\/data\/flowers\.csv/)
  await page.getByRole('button', { name: 'Start a pipeline from it' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Column to predict').selectOption('colour')
  await dialog.getByRole('button', { name: 'Draw the pipeline' }).click()
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await ended('10 of 10 steps')
})

test('an empty table is refused with a sentence, and nothing is left behind', async () => {
  await page.goto(new URL('/default/data', page.url()).href)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') })
  await expect(page.getByText(/the file is empty: empty\.csv/).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'empty.csv' })).toHaveCount(0)
})
