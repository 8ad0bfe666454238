import { describe, expect, it } from 'vitest'
import type { Role } from '#services/access/matrix.ts'
import type { Actor, Context } from '#services/context.ts'
import { createCallerFactory } from './procedure.ts'
import { appRouter } from './router.ts'

const nobody: Actor = { userId: 'u', name: 'Nobody', projectId: 'p', role: 'stranger' as Role }

/** Nothing but who asks: whatever is wanted before that was judged is not there. */
const context = { actor: nobody } as Context

const caller = createCallerFactory(appRouter)({ context: async () => context }) as unknown as Record<
  string,
  Record<string, (input: unknown) => Promise<unknown>>
>
const paths = Object.keys(appRouter._def.procedures)

/** The first answer, also of a procedure that goes on telling. */
async function answer(path: string): Promise<unknown> {
  const [folder = '', verb = ''] = path.split('.')
  const answered = await caller[folder]?.[verb]?.({})
  return answered && typeof answered === 'object' && Symbol.asyncIterator in answered
    ? await (answered as AsyncIterable<unknown>)[Symbol.asyncIterator]().next()
    : answered
}

describe('who has no role in a project', () => {
  it.each(paths)('is refused by %s before anything is read', async (path) => {
    await expect(answer(path)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

it('has its procedures under the names of folders and verbs', () => {
  expect(paths.length).toBeGreaterThan(30)
  for (const path of paths) expect(path).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
})
