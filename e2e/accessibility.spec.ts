import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { openWelcome } from './sign-in.ts'

const places = [
  '',
  '/pipelines',
  '/runs',
  '/experiments',
  '/experiments/Default',
  '/models',
  '/approvals',
  '/endpoints',
  '/demos',
  '/data',
  '/lineage',
  '/search',
  '/settings',
]

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('every place can be read and used by everyone', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await openWelcome(page)
      for (const place of places) {
        await page.goto(new URL(`/default${place}`, page.url()).href)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
        expect(violations.map(({ id, nodes }) => `${place}: ${id}: ${nodes[0]?.html}`)).toEqual([])
      }
    })
  })
