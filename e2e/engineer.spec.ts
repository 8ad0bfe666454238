import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { receiveAlerts } from './alert-receiver.ts'
import { espalier, root } from './espalier.ts'
import { ask, label, mismeasured, penguins } from './live-traffic.ts'
import { secondPerson } from './second-person.ts'
import { openWelcome, session } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

/** Somewhere behind it a pipeline runs. */
const patience = { timeout: 90_000 }
/** A release looks at its figures every ten seconds; meanwhile callers go on asking. */
const callers = { timeout: 90_000, intervals: [500] }

let folder: string
let page: Page
let other: Page
let alerts: Awaited<ReturnType<typeof receiveAlerts>>
const open = (who: Page, path: string) => who.goto(new URL(`/default${path}`, who.url()).href)

/** A pipeline of the examples, with its parts for an endpoint of this journey. */
async function drawn(name: string, example: string, ...changes: [RegExp, string][]): Promise<string> {
  const yaml = await readFile(join(root, 'examples', `${example}.yaml`), 'utf8')
  const changed = [
    [/^name: .*/m, `name: ${name}`] as const,
    [/penguins\.json/g, 'watched.json'] as const,
    [/(endpoint|name): penguins$/gm, '$1: watched'] as const,
    ...changes,
  ].reduce((text, [from, to]) => text.replace(from, to), yaml)
  const file = join(folder, `${name}.yaml`)
  await writeFile(file, changed)
  return file
}

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'engineer-'))
  alerts = await receiveAlerts()
  await copyFile(join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json'), join(folder, 'watched.json'))
  const trained = await espalier('pipeline', 'run', await drawn('Watched', 'penguins'), '--wait')
  expect(trained).toMatchObject({ code: 0, json: { status: 'done' } })
  const quick: [RegExp, string][] = [
    [/minutes: 10/g, 'minutes: 0'],
    [/requests: \d+/g, 'requests: 20'],
    [/percent: 10$/m, 'percent: 30'],
    [/watchMinutes: 60/, 'watchMinutes: 0\n      sample: 20\n      mostSlower: null'],
  ]
  const loop = await drawn('Retrain watched', 'retraining-loop', ...quick)
  expect(await espalier('pipeline', 'apply', loop)).toMatchObject({ code: 0 })
  page = await browser.newPage({ storageState: session })
  await openWelcome(page)
  other = await secondPerson(browser, 'Ada')
})
test.afterAll(async () => {
  alerts.close()
  await page.close()
  await other.close()
})

test('an endpoint is watched by one click, drift trains again, and alerts go to a webhook', async () => {
  await open(page, '/endpoints/watched')
  const monitoring = page.getByRole('region', { name: 'Monitoring' })
  await monitoring.getByRole('button', { name: 'Monitor' }).click()
  await expect(monitoring.getByRole('link', { name: 'Monitor watched' })).toBeVisible()
  await open(page, '/triggers')
  await page.getByRole('button', { name: 'New trigger' }).first().click()
  const trigger = page.getByRole('dialog')
  await trigger.getByLabel('Name').fill('Train when it drifts')
  await trigger.getByLabel('Pipeline to run').selectOption('Retrain watched')
  await trigger.getByLabel('What it waits for').selectOption('A monitored value')
  await trigger.getByLabel('Pipeline that measures').selectOption('Monitor watched')
  await trigger.getByLabel('Fires when').fill('drift.share > 0.3')
  await trigger.getByRole('button', { name: 'Create the trigger' }).click()
  await expect(page).toHaveURL(/\/triggers\/Train%20when%20it%20drifts$/)
  await open(page, '/settings/channels')
  await page.getByRole('button', { name: 'New channel' }).first().click()
  const channel = page.getByRole('dialog')
  await channel.getByLabel('Name').fill('On call')
  await channel.getByLabel('By', { exact: true }).selectOption('Webhook')
  await channel.getByLabel('Address').fill(alerts.url)
  await channel.getByLabel('Signed with the secret').selectOption('receiver')
  await channel.getByRole('button', { name: 'Create the channel' }).click()
  await expect(page.getByRole('row', { name: /On call/ })).toBeVisible()
})

test('live traffic drifts: the schedule finds it, and the alert says what, how bad, and the way on', async () => {
  const rows = (await penguins(3)).map(mismeasured)
  await label('watched', rows, await ask('watched', rows))

  await open(page, '/schedules')
  await page.getByRole('link', { name: 'Monitor watched' }).first().click()
  await page.getByRole('button', { name: 'Run now' }).click()
  await expect(page.getByRole('table', { name: 'Past firings' })).toContainText('Failed', {
    ...patience,
    ignoreCase: true,
  })

  await open(page, '/alerts')
  await page.getByRole('link', { name: /an endpoint is not as it was: watched/i }).click()
  await expect(page).toHaveURL(/\/alerts\/.+/)
  await expect(page.getByText('Critical', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Train again' })).toHaveAttribute(
    'href',
    /\/pipelines\/retrain-watched\?plan=open$/,
  )
  await expect(page.getByRole('table', { name: 'Messages' })).toContainText('sent')
  const told = alerts.received.find(({ alert }) => alert.title === 'an endpoint is not as it was: watched')
  expect(told).toMatchObject({ event: 'raised', alert: { severity: 'critical', retrain: 'retrain-watched' } })
  await page.getByRole('link', { name: 'Show the report' }).click()
  await expect(page.getByText('4 of 6 features drifted').first()).toBeVisible()
})

test('the drift has trained a challenger, which waits: nobody agrees to a release of their own', async () => {
  await open(page, '/triggers/Train%20when%20it%20drifts')
  await page.getByRole('link', { name: 'Show the run' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByRole('heading', { level: 1, name: 'Retrain watched' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Train when it drifts' })).toBeVisible()
  await open(page, '/endpoints/watched')
  await expect(page.getByText('waits for agreement').first()).toBeVisible(patience)
  await expect(page.getByText('Somebody else than its author agrees.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Agree', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Roll back' })).toHaveCount(0)
  expect(await espalier('release', 'approve', 'watched')).toMatchObject({ json: { fault: { code: 'FORBIDDEN' } } })
  await expect
    .poll(() => alerts.received.map(({ alert }) => alert.title))
    .toContain('a release waits for agreement: watched')
})

test('somebody else agrees, callers keep their version on the way, and it gets all traffic', async () => {
  await open(other, '/alerts')
  await other.getByRole('link', { name: /a release waits for agreement: watched/i }).click()
  await other.getByRole('link', { name: 'Show the report' }).click()
  await expect(other.getByText('The challenger is better')).toBeVisible()
  await expect(other.getByText(/the champion may have, if they are not newer/)).toBeVisible()
  await other.getByRole('button', { name: 'Agree', exact: true }).click()
  const dialog = other.getByRole('dialog')
  await dialog.getByLabel('Why, if you like').fill('better for every island')
  await dialog.getByRole('button', { name: 'Agree', exact: true }).click()

  const rows = (await penguins(8)).map(mismeasured)
  const met = rows.map((): number[] => [])
  await expect(async () => {
    for (const [caller, row] of rows.entries()) {
      const [answer] = await ask('watched', [row], `caller ${caller}`)
      met[caller]?.push(answer?.version ?? 0)
    }
    await expect(page.getByText('promoted').first()).toBeVisible({ timeout: 500 })
  }).toPass(callers)
  expect(new Set(met.flat())).toEqual(new Set([1, 2]))
  for (const versions of met) expect(versions).toEqual(versions.toSorted())
  await expect(page.getByRole('list', { name: 'What happened' })).toContainText('agreed: better for every island')
})

test('a version that learned wrong names passes its own tests, and goes back by itself once labels tell', async () => {
  const mixed = await drawn(
    'Mixed up',
    'penguins',
    [
      /(expression: nullif.*\n +name: Sex)/,
      `$1
        - expression: CASE Species WHEN 'Adelie' THEN 'Gentoo' WHEN 'Gentoo' THEN 'Chinstrap' ELSE 'Adelie' END
          name: Species`,
    ],
    [
      /(endpoint: watched)/,
      `$1
      strategy: canary
      steps: [ { percent: 50, minutes: 0, requests: 10 } ]
      mostSlower: null
      mostWorse: 0.2
      sample: 10`,
    ],
  )
  expect(await espalier('pipeline', 'run', mixed, '--wait')).toMatchObject({ code: 0, json: { status: 'done' } })
  const section = page.getByRole('region', { name: 'Release', exact: true })
  await expect(section.getByText('under way', { exact: true }).first()).toBeVisible()

  const rows = await penguins(4)
  const asked = () => Promise.all(rows.map((row, caller) => ask('watched', [row], `caller ${caller}`)))
  const first = (await asked()).flat()
  expect(new Set(first.map(({ version }) => version))).toEqual(new Set([2, 3]))
  await label('watched', rows, first)
  await expect(section.getByText('rolled back', { exact: true }).first()).toBeVisible(patience)
  await expect(section.getByText(/^worse by the labels: 0 where it was/).first()).toBeVisible()
  await expect(section.getByRole('row', { name: /Worse by the labels/ })).toContainText('fails')
  await expect
    .poll(() => alerts.received.map(({ alert }) => alert.title))
    .toContain('a release was rolled back: watched')
  expect(new Set((await asked()).flat().map(({ version }) => version))).toEqual(new Set([2]))
})

test('the page of a version keeps the whole of what was decided over it', async () => {
  const history = page.getByRole('region', { name: 'How it came to be used' })
  await open(page, '/models/watched?version=2')
  for (const told of ['Train when it drifts', 'agreed: better for every island', 'watched: promoted'])
    await expect(history).toContainText(told)
  await open(page, '/models/watched?version=3')
  await expect(history).toContainText('watched: rolled back')
  await expect(history).toContainText('worse by the labels')
})
