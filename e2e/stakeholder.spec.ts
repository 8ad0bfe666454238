import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { espalier, root } from './espalier.ts'
import { openWelcome } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

let link: string

test.beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stakeholder-'))
  const pipeline = join(folder, 'shown.yaml')
  const example = await readFile(join(root, 'examples', 'penguins.yaml'), 'utf8')
  await writeFile(
    pipeline,
    example.replace('name: Penguins\n', 'name: Shown\n').replaceAll('penguins.json', 'shown.json'),
  )
  await copyFile(join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json'), join(folder, 'shown.json'))
  const settings = ['register.name=shown', 'deploy.endpoint=shown'].flatMap((one) => ['--set', one])
  expect(await espalier('pipeline', 'run', pipeline, '--wait', ...settings)).toMatchObject({ code: 0 })
})

test('an owner makes a demo of a version, says what it is about, and makes a link to it', async ({ page }) => {
  await openWelcome(page)
  await page.goto(new URL('/default/models/shown', page.url()).href)
  await page.getByRole('button', { name: 'Make a demo' }).click()
  await page.getByLabel('Title').fill('Which penguin?')
  await page.getByLabel('Address').fill('which-penguin')
  await page.getByRole('dialog').getByRole('button', { name: 'Make a demo' }).click()
  await page.getByLabel('Text above the inputs').fill('Birds of **three** kinds.')
  await page.getByLabel('What Flipper Length (mm) is called').fill('Wing')
  await page.getByLabel('Show Sex').uncheck()
  await page.getByText('Violet').click()
  await page.getByRole('button', { name: 'Save the page' }).click()
  await expect(page.getByText('Saved. Visitors see it from now on.')).toBeVisible()
  const { json } = await espalier('demo', 'share', 'which-penguin', '--total', '2')
  link = json.url
})

const devices = [
  { name: 'at a desk', options: { viewport: { width: 1280, height: 900 } } },
  { name: 'on a phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
] as const

for (const { name, options } of devices)
  test(`somebody without an account plays with it ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ ...options, storageState: { cookies: [], origins: [] } })
    const page = await context.newPage()
    await page.goto(link)
    const said = page.getByTestId('prediction')
    await expect(said).toHaveText(/Adelie|Gentoo|Chinstrap/)
    await expect(page.getByText('Birds of three kinds.')).toBeVisible()
    await expect(page.getByText('Sex', { exact: true })).toHaveCount(0)
    const first = await said.textContent()

    await page.getByRole('button', { name: 'Pin as baseline' }).click()
    await page.getByRole('button', { name: 'Find the smallest change' }).click()
    await page.getByRole('button', { name: 'Set these' }).click()
    await expect(said).not.toHaveText(first ?? '')
    await expect(page.getByRole('table', { name: 'Why' })).toContainText('This answer')
    const wing = page.getByRole('slider', { name: 'Wing, slider' })
    await wing.press('Home')
    await expect(wing).toHaveValue('174')
    await page.getByRole('textbox', { name: 'Wing' }).fill('wide')
    await expect(page.getByText('not a number')).toBeVisible()
    await page.getByRole('button', { name: 'Example 1' }).click()
    await expect(said).toHaveText(first ?? '')

    await page.getByRole('button', { name: 'No, wrong' }).click()
    await page.getByLabel('It should have been').selectOption('Chinstrap')
    await page.getByLabel('Reason').fill('I was there')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByText('Thank you.')).toBeVisible()
    await many(page)
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('wrong: Chinstrap')).toBeVisible()
    await readable(page)
    await isShutOut(context)
    await context.close()
  })

async function many(page: Page) {
  await page.getByRole('tab', { name: 'Many rows' }).click()
  const rows = 'island;beak length mm;Beak Depth (mm);wing;Body Mass (g)\nBiscoe;48;15;209;5500\nDream;x;15;209;5500\n'
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByLabel('CSV file').setInputFiles(file('bomb.csv', 'PK\u0003\u0004'))
  await expect(page.getByText('This is a ZIP or Excel file, not CSV')).toBeVisible()
  await page.getByLabel('CSV file').setInputFiles(file('birds.csv', rows))
  await page.getByRole('button', { name: 'Answer all rows' }).click()
  await expect(page.getByText('1 of 2 rows answered')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the answers' }).click()
  expect((await download).suggestedFilename()).toBe('birds-answers.csv')
}

async function readable(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const tab of ['History', 'Try it']) {
      await page.getByRole('tab', { name: tab }).click()
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${tab}: ${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  }
}

/** A visitor of one demo is nobody anywhere else. */
async function isShutOut({ request }: BrowserContext) {
  const at = (path: string) => new URL(path, link).href
  const statuses = await Promise.all(
    ['/api/trpc/models.list', '/api/trpc/demos.list', '/api/artifacts?path=0'].map(async (path) =>
      (await request.get(at(path))).status(),
    ),
  )
  expect(statuses).toEqual([401, 401, 401])
  const other = await request.post(at('/api/demos/another/open'), {
    data: {},
    headers: { origin: new URL(link).origin },
  })
  expect(other.status()).toBe(401)
}

test('a link that is used up says so, and its owner reads what people said', async ({ page, browser }) => {
  const guest = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const late = await guest.newPage()
  await late.goto(link)
  await expect(late.getByText('This link is used up: 2 visits')).toBeVisible()
  await guest.close()
  await page.goto(new URL('/default/demos/which-penguin?tab=said', link).href)
  await expect(page.getByText('I was there').first()).toBeVisible()
  await page.getByRole('button', { name: 'Save as a table' }).click()
  await expect(page.getByText('which-penguin-labels.csv, version 1, is under Data')).toBeVisible()
})
