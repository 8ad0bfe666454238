import { expect, it } from 'vitest'
import { afterSignIn, signInAddress } from './after-sign-in.ts'

it('leads back to the page that was wanted', () => {
  const wanted = '/default/experiments/0/runs/ab?tab=curves&x=1'
  const next = new URL(signInAddress(wanted), 'http://web').searchParams.get('next') ?? undefined
  expect(afterSignIn(next)).toBe(wanted)
  expect(signInAddress('/')).toBe('/sign-in')
})

it.each(['https://elsewhere', '//elsewhere', '/\\elsewhere', '/\t/elsewhere', 'javascript:alert(1)', '', undefined])(
  'leads nowhere but here: %s',
  (next) => expect(afterSignIn(next)).toBe('/'),
)
