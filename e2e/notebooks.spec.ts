import { expect, type Page, test } from '@playwright/test'
import { openWelcome, session } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ storageState: session })
  await openWelcome(page)
})
test.afterAll(() => page.close())

const panel = () => page.locator('#espalier-panel')

test('Notebooks leads into JupyterLab, signed in, with no token in the address', async () => {
  await page.getByRole('link', { name: 'Notebooks' }).first().click()
  await page.waitForURL(/\/lab(\/|$)/)
  expect(page.url()).not.toContain('token')
  await page.locator('[data-id="espalier-panel"]').click()
  await expect(panel().getByRole('link', { name: 'Default', exact: true }).first()).toBeVisible()
  await expect(panel().getByText('Open a notebook to see its runs.')).toBeVisible()
})

test('who signs out is let in again by approving in the browser', async () => {
  await panel().getByRole('button', { name: 'Sign out' }).click()
  const [connect] = await Promise.all([
    page.waitForEvent('popup'),
    panel().getByRole('button', { name: 'Approve in the browser' }).click(),
  ])
  const code = (await panel().locator('code').textContent()) ?? ''
  await expect(connect.getByText(code)).toBeVisible()
  await connect.getByRole('button', { name: 'Let it in' }).click()
  await expect(connect.getByText('It is let in')).toBeVisible()
  await connect.close()
  await expect(panel().getByRole('button', { name: 'Sign out' })).toBeVisible()
})

test('the worked notebook trains and pushes, and the button pushes it again', async () => {
  await page.locator('.jp-DirListing-item', { hasText: '1 Train on penguins' }).dblclick()
  await expect(page.getByRole('heading', { name: 'Which penguin is it?' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click()
  await page.getByText('Run All Cells', { exact: true }).click()
  await expect(panel().getByRole('link', { name: 'penguins', exact: true }).first()).toBeVisible({ timeout: 60_000 })
  await page.locator('[data-command="espalier:push-experiment"]').first().click()
  await expect(page.getByText(/Pushed 1 Train on penguins/).last()).toBeVisible({ timeout: 60_000 })
  await expect(panel().getByRole('link', { name: /^[0-9a-f]{8}$/ })).toHaveCount(2)
  const [run] = await Promise.all([
    page.waitForEvent('popup'),
    panel()
      .getByRole('link', { name: /^[0-9a-f]{8}$/ })
      .first()
      .click(),
  ])
  await expect(run.getByText('accuracy').first()).toBeVisible()
  await run.close()
})

test('a demo made in a cell is shown there, and answers', async () => {
  await page.getByText('Click to add a cell.').click()
  const cell = page.locator('.jp-Notebook .jp-Cell.jp-mod-active .cm-content')
  await cell.fill('espalier.demo("penguins")')
  await cell.press('Control+Enter')
  const demo = page.frameLocator('iframe[title="penguins"]')
  await expect(demo.getByText('Gentoo').first()).toBeVisible()
})

test('a notebook runs as a pipeline, and the panel watches it', async () => {
  await page.keyboard.press('Control+s')
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click()
  await page.getByText('Run this notebook as a pipeline', { exact: true }).click()
  const runs = panel().locator('section', { hasText: 'Pipeline runs' })
  await expect(runs.getByRole('button', { name: 'Cancel Notebook 1 Train on penguins' })).toBeVisible()
  // Where it runs, what lies beside it here is not.
  await expect(runs.getByText('FileNotFoundError')).toBeVisible({ timeout: 60_000 })
})
