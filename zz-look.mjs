import { chromium } from 'playwright'
import { readFileSync } from 'node:fs'
const { url } = JSON.parse(readFileSync('/tmp/w/play-home/server.json','utf8'))
const [,, link, regression] = process.argv
const out = '/tmp/w/play-shots/'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const time = async (opts, tag, l) => {
  const c = await b.newContext(opts); const p = await c.newPage()
  const reqs = []; p.on('requestfinished', (r) => { if (!/_next/.test(r.url())) reqs.push([r.url().replace(url,'').slice(0,50), Math.round(r.timing().startTime ? Date.now()-t0 : 0), Math.round(r.timing().responseEnd)]) })
  const errors = []; p.on('console', m => ['error','warning'].includes(m.type()) && errors.push(m.text().slice(0,300))); p.on('pageerror', e => errors.push(String(e).slice(0,300)))
  const t0 = Date.now()
  await p.goto(l, { waitUntil: 'commit' }); const html = Date.now()-t0
  await p.locator('[data-testid=prediction]').waitFor(); const answer = Date.now()-t0
  await p.waitForFunction(() => { const e = document.querySelector('input[type=range]'); return e && Object.keys(e).some(k => k.startsWith('__reactProps')) }); const live = Date.now()-t0
  console.log(tag, JSON.stringify({ html, answer, interactive: live }))
  await p.waitForTimeout(1500); console.log(JSON.stringify(reqs), errors.join('\n'))
  return { c, p }
}
const one = await time({ viewport: { width: 1280, height: 900 } }, 'desktop', link)
await one.p.screenshot({ path: out + 'desk.png', fullPage: true })
const { p } = one
const sl = p.getByRole('slider').first(); await sl.focus(); for (let i=0;i<6;i++) await sl.press('ArrowRight'); await p.waitForTimeout(900)
await p.getByRole('textbox').first().fill('99999'); await p.waitForTimeout(700); await p.screenshot({ path: out + 'range.png' })
await p.getByRole('textbox').first().fill(''); await p.waitForTimeout(500); await p.screenshot({ path: out + 'empty.png' })
await p.getByRole('tab', { name: 'History' }).click(); await p.waitForTimeout(1200); await p.screenshot({ path: out + 'history.png' })
await one.c.close()
const two = await time({ viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true, hasTouch: true }, 'phone', link)
await two.p.screenshot({ path: out + 'phone.png', fullPage: true })
await two.c.close()
if (regression) { const r = await time({ viewport: { width: 1280, height: 900 }, storageState: '/tmp/w/play-state.json' }, 'member', regression); await r.p.waitForTimeout(1500); await r.p.screenshot({ path: out + 'regression.png' });
  await r.p.goto(url + '/default/demos/penguins'); await r.p.waitForTimeout(3000); await r.p.screenshot({ path: out + 'edit.png', fullPage: true })
  const rows = r.p.locator('table[aria-label] tbody tr'); await rows.nth(2).locator('[draggable=true]').dragTo(rows.nth(0)); await r.p.waitForTimeout(300); console.log('after drag', await rows.locator('code').allTextContents())
  await r.p.getByRole('button', { name: 'Undo' }).click(); console.log('after undo', await rows.locator('code').allTextContents())
  await rows.nth(0).getByRole('textbox').first().focus(); await r.p.keyboard.press('Alt+ArrowDown'); await r.p.waitForTimeout(200); console.log('after alt+down', await rows.locator('code').allTextContents()); console.log('focus', await r.p.evaluate(() => document.activeElement?.getAttribute('aria-label')))
  await r.p.screenshot({ path: out + 'edit2.png' })
}
await b.close()
