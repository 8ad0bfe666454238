import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

/** Cookies of the session that the one-time link opened. */
export const session = join(import.meta.dirname, '..', 'test-results', 'session.json')

/** The first page, as somebody sees it who has followed the link that `npm start` prints. */
export async function openWelcome(page: Page): Promise<void> {
  await page.goto(process.env.ESPALIER_E2E_URL ?? '')
  await expect(page.getByRole('heading', { level: 1, name: 'What would you like to grow?' })).toBeVisible()
}
