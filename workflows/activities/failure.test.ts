import { ActivityFailure, type ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common'
import { describe, expect, it } from 'vitest'
import { Fault, faultCodes, retryable } from '#pipeline/fault.ts'
import { failureOf, faultOf } from './failure.ts'

const caught = (cause: Error) => new ActivityFailure('failed', 'runLongStep', '1', 'IN_PROGRESS', 'worker', cause)

describe('a fault', () => {
  it('crosses Temporal unchanged', () => {
    const fault = new Fault('BAD_DATA', 'missing column: age', { at: { node: 'train', column: 'age' }, hint: 'add it' })
    expect(faultOf(caught(failureOf(fault, 1)))).toEqual(fault.toJSON())
  })

  it.each(faultCodes.filter((code) => code !== 'CANCELLED'))('is tried again only if that may help: %s', (code) => {
    expect(failureOf(new Fault(code, 'no'), 1)).toMatchObject({ type: code, nonRetryable: !retryable[code] })
  })

  it('is given up after three attempts', () => {
    const fault = new Fault('UNAVAILABLE', 'the kernel died')
    expect([1, 2, 3].map((attempt) => (failureOf(fault, attempt) as ApplicationFailure).nonRetryable)).toEqual([
      false,
      false,
      true,
    ])
  })

  it('is given up although a refused connection caused it', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const fault = new Fault('UNAVAILABLE', 'the Jupyter server cannot be reached', { cause })
    expect(failureOf(fault, 3)).toMatchObject({ message: fault.message, nonRetryable: true })
  })

  it('that says cancelled is a cancellation', () => {
    expect(failureOf(new Fault('CANCELLED', 'cancelled'), 1)).toBeInstanceOf(CancelledFailure)
  })
})

describe('what is no fault', () => {
  it.each([
    new Error('query failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
    new Error('query failed', { cause: new Error('Connection terminated unexpectedly') }),
    Object.assign(new Error('shutting down'), { code: '57P01' }),
  ])('is tried again without end while the database is away: %s', (error) => {
    expect(failureOf(error, 1000)).toMatchObject({ type: 'UNAVAILABLE', nonRetryable: false })
  })

  it('is INTERNAL when it is a mistake of ours', () => {
    expect(failureOf(new TypeError('x is not a function'), 1)).toMatchObject({ type: 'INTERNAL', nonRetryable: true })
  })

  it('says that the worker was lost when nothing was heard of it', () => {
    const lost = caught(new TimeoutFailure('heartbeat', undefined, 'HEARTBEAT'))
    expect(faultOf(lost)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('worker') })
  })
})
