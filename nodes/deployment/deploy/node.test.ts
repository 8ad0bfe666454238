import { expect, it } from 'vitest'
import type { Platform } from '#pipeline/define-node.ts'
import deploy from './node.ts'

it('a model that is not registered is not deployed', async () => {
  if (!('run' in deploy)) throw new Error('not a node that runs here')
  const inputs = { model: { type: 'model', artifact: 'abc' } as never }
  await expect(
    deploy.run({ params: deploy.params.parse({ endpoint: 'late-flights' }), inputs, platform: {} as Platform }),
  ).rejects.toMatchObject({ message: 'the model is not registered', hint: 'put Register model before Deploy' })
})

it.each(['Late', 'a b', '-a', 'a--b', ''])('no address can have the name %j', (endpoint) => {
  expect(deploy.params.safeParse({ endpoint }).success).toBe(false)
})
