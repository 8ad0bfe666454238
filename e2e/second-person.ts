import type { Browser, Page } from '@playwright/test'
import { openWelcome, session } from './sign-in.ts'

/** Somebody else of the project, in a browser of their own: invited by the owner on the page of settings. */
export async function secondPerson(browser: Browser, name: string): Promise<Page> {
  const owner = await browser.newPage({ storageState: session })
  await owner.goto(new URL('/default/settings', process.env.ESPALIER_E2E_URL).href)
  await owner.getByRole('button', { name: 'Invite somebody' }).click()
  const form = owner.getByRole('dialog', { name: 'Invite somebody' })
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Email').fill(`${name.toLowerCase()}@example.org`)
  await form.getByLabel('May').selectOption('Owner')
  await form.getByRole('button', { name: 'Invite somebody' }).click()
  const link = await owner
    .getByRole('dialog', { name: `A link for ${name}` })
    .locator('pre')
    .innerText()
  await owner.close()
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto(link)
  await openWelcome(page)
  return page
}
