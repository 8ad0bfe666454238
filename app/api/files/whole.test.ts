import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { whole } from './whole.ts'

const bytes = () => Readable.from([Buffer.alloc(700_000), Buffer.alloc(300_000)])

it('passes an upload on as it is', async () => {
  expect((await buffer(whole(bytes(), '1000000'))).length).toBe(1_000_000)
  expect((await buffer(whole(bytes(), null))).length).toBe(1_000_000)
})

it('refuses one that was cut off', () =>
  expect(buffer(whole(bytes(), '1000001'))).rejects.toMatchObject({ code: 'BAD_DATA' }))

it('passes the failure of a broken connection on', () =>
  expect(
    buffer(
      whole(
        Readable.from(
          (async function* () {
            yield Buffer.alloc(10)
            throw new Error('gone')
          })(),
        ),
        null,
      ),
    ),
  ).rejects.toThrow('gone'))
