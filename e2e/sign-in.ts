import { expect, type Page } from '@playwright/test'

/** Opens the one-time link once; later pages of the same journey share its session. */
export async function signIn(page: Page): Promise<void> {
  await page.goto(process.env.ESPALIER_E2E_SIGN_IN ?? '')
  await expect(page.getByRole('heading', { level: 1, name: 'What would you like to grow?' })).toBeVisible()
}
