import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import postgres from 'postgres'
import { openWelcome } from './sign-in.ts'

/** Somebody else of the project, in a browser of their own: written into the database, for nobody invites people yet. */
export async function secondPerson(browser: Browser, name: string): Promise<Page> {
  const home = process.env.ESPALIER_HOME ?? ''
  const [, , , port] = (await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  const { postgres: password } = JSON.parse(await readFile(join(home, 'secrets.json'), 'utf8')) as { postgres: string }
  const sql = postgres({ host: '127.0.0.1', port: Number(port), user: 'espalier', password, database: 'postgres' })
  const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  try {
    await sql`insert into users (id, name, email) values (${id}, ${name}, ${`${id}@example.org`})`
    await sql`insert into members (project_id, user_id, role)
      select id, ${id}, 'owner' from projects where slug = 'default'`
    await sql`insert into sign_in_links (hash, user_id, expires_at)
      values (${createHash('sha256').update(token).digest('hex')}, ${id}, now() + interval '1 minute')`
  } finally {
    await sql.end()
  }
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto(new URL(`/sign-in/link?token=${token}`, process.env.ESPALIER_E2E_URL).href)
  await openWelcome(page)
  return page
}
