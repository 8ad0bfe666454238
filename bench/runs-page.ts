import { chromium } from '@playwright/test'
import pg from 'pg'
import { seedRuns } from './runs-page/seed.ts'

/**
 * How soon the table of an experiment of many runs can be used: from the request until its rows are seen, until the
 * keyboard moves in it, and until all are counted and the scroll bar is right. Against a platform that runs on DATABASE_URL, signed in to by a link that it printed.
 */
async function main(link: string, count: number) {
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  const name = await seedRuns(client, 'default', count)
  await client.end()
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(link)
  const place = new URL(`/default/experiments/${encodeURIComponent(name)}`, page.url()).href
  const figures: Record<string, number[]> = { rows: [], interactive: [], counted: [], sorted: [], end: [] }
  for (let round = 0; round < 11; round++) {
    const took: Record<string, number> = {}
    const timed = async (what: string, work: () => Promise<unknown>) => {
      const start = performance.now()
      await work()
      took[what] = performance.now() - start
    }
    const grid = page.getByRole('grid', { name: 'Runs' })
    const seen = (run: string) => grid.getByRole('link', { name: run, exact: true }).waitFor()
    await page.goto('about:blank')
    await timed('counted', async () => {
      await timed('interactive', async () => {
        await timed('rows', async () => {
          await page.goto(place, { waitUntil: 'commit' })
          await seen(`run-${count}`)
          await grid
            .getByText(/^0\.\d{4}$/)
            .first()
            .waitFor()
        })
        await page.waitForFunction(movesByKeyboard)
      })
      await page.getByText(`${count.toLocaleString('en')} runs`, { exact: true }).waitFor()
    })
    await timed('end', async () => {
      await page.keyboard.press('End')
      await seen('run-1')
    })
    await page.keyboard.press('Home')
    await timed('sorted', async () => {
      const first = grid.getByRole('link').first()
      const before = await first.textContent()
      await page
        .getByRole('columnheader', { name: `metric_${10 + (round % 4)}`, exact: true })
        .getByRole('button')
        .click()
      await page.waitForFunction((was) => document.querySelector('[role=grid] a')?.textContent !== was, before)
    })
    // The first one fills caches and compiles.
    if (round > 0) for (const [what, ms] of Object.entries(took)) figures[what]?.push(ms)
  }
  await browser.close()
  for (const [what, samples] of Object.entries(figures)) {
    const sorted = [...samples].sort((a, b) => a - b)
    const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN)
    process.stdout.write(`${what}: median ${at(0.5)} ms, worst ${at(1)} ms of ${sorted.length}\n`)
  }
}

/** In the page: presses an arrow key in the table, which changes something only once it listens. */
function movesByKeyboard(): boolean {
  const grid = document.querySelector<HTMLElement>('[role=grid]')
  grid?.focus()
  grid?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
  return !(grid?.getAttribute('aria-activedescendant') ?? 'run-0-0').startsWith('run-0-')
}

const [link, count = '100000'] = process.argv.slice(2)
if (!link || !process.env.DATABASE_URL)
  throw new Error('usage: DATABASE_URL=… node --import tsx bench/runs-page.ts SIGN_IN_LINK [COUNT]')
await main(link, Number(count))
