import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openWelcome, session } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const root = join(import.meta.dirname, '..')

async function espalier(...args: string[]) {
  const child = spawn('node', [join(root, 'cli', 'espalier.mjs'), ...args, '--json'], { cwd: root })
  const [stdout, , [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, json: JSON.parse(stdout) }
}

let page: Page
let id: string
const open = (path: string) => page.goto(new URL(`/default${path}`, page.url()).href)

test.beforeAll(async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), 'auditor-'))
  const pipeline = join(folder, 'audited.yaml')
  const example = await readFile(join(root, 'examples', 'penguins.yaml'), 'utf8')
  await writeFile(
    pipeline,
    example.replace('name: Penguins\n', 'name: Audited\n').replaceAll('penguins.json', 'audited.json'),
  )
  await copyFile(join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json'), join(folder, 'audited.json'))
  const settings = ['register.name=audited', 'deploy.endpoint=audited'].flatMap((one) => ['--set', one])
  expect(await espalier('pipeline', 'run', pipeline, '--wait', ...settings)).toMatchObject({ code: 0 })
  const row = join(folder, 'row.csv')
  const names = 'Island,Beak Length (mm),Beak Depth (mm),Flipper Length (mm),Body Mass (g),Sex'
  await writeFile(row, `${names}\nTorgersen,39.1,18.7,181,3750,MALE\n`)
  id = (await espalier('predict', 'audited', '--rows', row)).json.predictions[0].id
  const context = await browser.newContext({ storageState: session })
  page = await context.newPage()
  await openWelcome(page)
})
test.afterAll(() => page.close())

test('an answer is found among the last ones, computed again and taken apart', async () => {
  await open('/endpoints/audited')
  await page.getByRole('link', { name: 'Explain' }).first().click()
  await expect(page).toHaveURL(new RegExp(`/predictions/${id}$`))
  await expect(page.getByText('the same answer, bit for bit')).toBeVisible()
  const added = page.getByRole('table', { name: 'What each feature added' })
  await expect(added.getByRole('row', { name: /Beak Length/ })).toBeVisible()
  await expect(added.getByRole('row', { name: /^This row/ })).toBeVisible()
  await expect(page.getByText(/Python 3/)).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
})

test('lineage is walked by keyboard from the endpoint to the file', async () => {
  await open('/lineage?of=endpoint:audited')
  const picture = page.getByRole('region', { name: /^What audited came from/ })
  await picture.getByRole('button', { name: /^audited Endpoint/ }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(picture.getByRole('button', { name: /^audited version/ })).toBeFocused()
  for (const run of [/^Train LightGBM/, /^audited \w+ ?Run/]) {
    await page.keyboard.press('ArrowLeft')
    await expect(picture.getByRole('button', { name: run })).toBeFocused()
  }
  await page.keyboard.press('ArrowLeft')
  const file = picture.getByRole('button', { name: /^audited\.json/ })
  if (!(await file.evaluate((element) => element === document.activeElement))) await page.keyboard.press('ArrowUp')
  if (!(await file.evaluate((element) => element === document.activeElement))) await page.keyboard.press('ArrowDown')
  await expect(file).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'audited.json' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
})

test('a wrong column names the endpoint that must be trained again', async () => {
  await page.getByLabel('Column').selectOption('Island')
  const impact = page.getByRole('table', { name: 'To train again if it is wrong' })
  await expect(impact.getByRole('row', { name: /audited, version.*audited live.*as a value Island/ })).toBeVisible()
})

test('everything is found from the palette', async () => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('audited.js')
  await page.getByRole('option', { name: 'audited.json · file' }).click()
  await expect(page).toHaveURL(/\/data\/audited\.json$/)
  await page.getByRole('tab', { name: 'Used by' }).click()
  await expect(page.getByRole('region', { name: 'Endpoints' }).getByRole('link', { name: 'audited' })).toBeVisible()
})

test('and the command line says the same', async () => {
  const explained = await espalier('prediction', 'explain', id)
  expect(explained).toMatchObject({ code: 0, json: { again: { equal: true }, missing: [], route: { recorded: true } } })
  const { json } = await espalier('lineage', 'audited.json', '--column', 'Island')
  const [first] = json.impact.versions
  expect(first).toMatchObject({ model: 'audited', how: 'value', inputs: ['Island'], endpoints: [{ name: 'audited' }] })
})
