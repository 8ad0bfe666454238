import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { create } from '#services/demos/create.ts'
import type { TestServer } from '../testing.ts'

/** A Python that has `gradio` and its client; `npm test` makes one. */
const python = process.env.ESPALIER_GRADIO_PYTHON ?? 'python3'

const heavy = { mass: 4000, island: 'Biscoe' }

/** A demo of what is heavy in a project of its own. */
export async function weightsDemo(
  server: TestServer,
  name: string,
): Promise<{ ctx: Context; token: string; address: string }> {
  const { ctx, token } = await server.project()
  const details = { examples: [heavy], background: [heavy] }
  await server.model(ctx, { name: 'weights', path: testModels().classes, signature: classesSignature, details })
  await create(ctx, { of: { model: 'weights' }, name })
  return { ctx, token, address: `${server.url}/gradio/${name}` }
}

/** What a script of Python's client tells. */
export async function driven(script: string, ask: Record<string, unknown>): Promise<unknown> {
  const args = [`protocols/gradio/${script}`, JSON.stringify(ask)]
  const { stdout } = await promisify(execFile)(python, args, {
    env: { ...process.env, HF_HUB_OFFLINE: '1', GRADIO_ANALYTICS_ENABLED: 'False' },
  })
  return JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')
}
