import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, freePorts } from './free-port.ts'

test('a taken port is replaced by a free one', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  expect(await freePort(port)).not.toBe(port)
  taken.close()
  await once(taken, 'close')
  expect(await freePort(port)).toBe(port)
})

test('ports asked for together are all different', async () => {
  const ports = await freePorts([0, 0, 0, 0, 0])
  expect(new Set(ports).size).toBe(5)
})
