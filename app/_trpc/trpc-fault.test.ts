import { TRPCError } from '@trpc/server'
import { expect, it } from 'vitest'
import { Fault, faultCodes } from '#pipeline/fault.ts'
import { shownFault, statusOf, trpcError } from './trpc-fault.ts'

it('carries every fault over the border and back', () => {
  for (const code of faultCodes) {
    const fault = new Fault(code, 'missing column: age', {
      at: { node: 'train', column: 'age' },
      hint: 'choose another',
    })
    expect(shownFault(trpcError(fault))).toEqual(fault.toJSON())
    expect(statusOf(fault)).toBeGreaterThanOrEqual(400)
  }
})

it('keeps what nobody foresaw to the log', () => {
  const shown = JSON.stringify(shownFault(trpcError(new Error('relation "users" does not exist'))))
  expect(shown).not.toContain('users')
  expect(shown).toContain('INTERNAL')
})

it('says that a procedure is not there', () =>
  expect(shownFault(new TRPCError({ code: 'NOT_FOUND', message: 'No procedure found' })).code).toBe('NOT_FOUND'))
