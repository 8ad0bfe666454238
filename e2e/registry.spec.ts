import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { espalier, root } from './espalier.ts'
import { secondPerson } from './second-person.ts'
import { openWelcome, session } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

/** The gate tries a file in a process of its own, with rows twice. */
const patience = { timeout: 90_000 }

const onnx = (name: string) => join(root, 'engines', 'models', 'gate', 'fixtures', `${name}.onnx`)
const measures = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width']

/** Measures in the spans of Fisher's irises; which kind each row is the model says. */
const rowOf = (at: number) =>
  [4.3 + ((at * 7) % 37) / 10, 2 + ((at * 5) % 25) / 10, 1 + ((at * 11) % 59) / 10, 0.1 + ((at * 3) % 25) / 10]
    .map((value) => value.toFixed(1))
    .join(',')

let folder: string
let page: Page
let other: Page
const open = (path: string) => page.goto(new URL(`/default${path}`, page.url()).href)

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'))
  const rows = Array.from({ length: 120 }, (_, at) => `${rowOf(at)},kind ${at % 3}`)
  await writeFile(join(folder, 'irises.csv'), [[...measures, 'kind'].join(','), ...rows].join('\n'))
  page = await browser.newPage({ storageState: session })
  await openWelcome(page)
  other = await secondPerson(browser, 'Grace')
})
test.afterAll(async () => {
  await page.close()
  await other.close()
})

test('a model from elsewhere comes in, rows tell what its columns hold, and a person what it answers', async () => {
  await open('/import-onnx')
  await page.getByLabel('ONNX file').setInputFiles(onnx('lightgbm'))
  const rows = page.getByRole('region', { name: 'Rows such as it was trained on' })
  await rows.locator('input[type=file]').setInputFiles(join(folder, 'irises.csv'))
  await expect(page.getByText('The columns have the names of irises.csv, in its order.')).toBeVisible(patience)
  await page.getByLabel('Classes').fill('setosa\nversicolor\nvirginica')
  await page.getByLabel('Unit, column 1').fill('cm')
  await page.getByRole('button', { name: 'Check again' }).click()
  const name = page.getByLabel('Name of the model')
  await expect(name).toBeVisible(patience)
  await name.fill('irises')
  await page.getByRole('button', { name: 'Register the model' }).click()
  await expect(page).toHaveURL(/\/models\/irises\?version=1$/, patience)
  const signature = page.getByRole('table', { name: 'What a caller must send' })
  await expect(signature.getByRole('row', { name: /sepal_length cm 4\.3 – 7\.9/ })).toBeVisible()
})

test('the next version comes by the command line, and stands beside the first', async () => {
  const told = ['--columns', measures.join(','), '--target', 'kind', '--rows', join(folder, 'irises.csv')]
  const made = await espalier('model', 'import', onnx('sklearn-zipmap'), '--name', 'irises', ...told)
  expect(made).toMatchObject({ code: 0, json: { number: 2, signature: { target: 'kind' } } })
  await open('/models/irises?compare=1,2')
  await expect(page.getByText('2 versions side by side')).toBeVisible()
  const size = page.getByRole('table', { name: 'Size' })
  await expect(size.getByRole('row', { name: /Size of the graph/ })).toBeVisible()
})

test('a protected alias leads to a version when somebody else agrees', async () => {
  await espalier('model', 'protect', 'champion', '--model', 'irises')
  expect(await espalier('model', 'alias', 'irises@2', 'champion', '--reason', 'fewer trees')).toMatchObject({ code: 1 })
  await open('/approvals')
  await expect(page.getByText('You asked for it, so somebody else decides')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)

  await other.goto(new URL('/default/approvals', other.url()).href)
  await other.getByRole('button', { name: 'Approve' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await expect(other.getByText(/approved by Grace/)).toBeVisible()
  await open('/models/irises?version=2')
  await expect(page.getByText('@champion').first()).toBeVisible()
})

test('it is deployed and asked, and the answer is taken apart by the rows that came with it', async () => {
  await page.getByRole('button', { name: 'Deploy' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the endpoint').fill('irises')
  await dialog.getByRole('button', { name: 'Deploy the version' }).click()
  await expect(page).toHaveURL(/\/endpoints\/irises$/)
  await writeFile(join(folder, 'one.csv'), `${measures.join(',')}\n6.3,3.3,6.0,2.5\n`)
  const asked = await espalier('predict', 'irises', '--rows', join(folder, 'one.csv'))
  expect(asked.json.predictions[0]).toMatchObject({ prediction: 'virginica' })
  await open(`/predictions/${asked.json.predictions[0].id}`)
  await expect(page.getByText('the same answer, bit for bit')).toBeVisible()
  const added = page.getByRole('table', { name: 'What each feature added' })
  await expect(added.getByRole('row', { name: /petal_length/ })).toBeVisible()
})

test('what rests is kept as one file, with the upload as it came, and comes back as it was', async () => {
  const archive = join(folder, 'irises-1.tar')
  expect(await espalier('model', 'archive', 'irises@1', '--out', archive)).toMatchObject({ code: 0 })
  expect((await readFile(archive)).includes(await readFile(onnx('lightgbm')))).toBe(true)
  await open('/models/irises?version=1')
  await expect(page.getByText('This version is archived')).toBeVisible()
  expect(await espalier('model', 'restore', archive)).toMatchObject({ code: 0, json: { outcome: 'restored' } })
  await expect(page.getByText('This version is archived')).toHaveCount(0)
})
