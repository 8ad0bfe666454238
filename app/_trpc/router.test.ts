import { describe, expect, it } from 'vitest'
import type { Role } from '#services/access/matrix.ts'
import type { Actor, Context } from '#services/context.ts'
import { createCallerFactory, mutation, query } from './procedure.ts'
import { appRouter } from './router.ts'

/** Nothing but who asks: whatever is wanted before that and the question were judged is not there. */
const callerWith = (role: Role) => {
  const actor: Actor = { userId: 'u', name: 'Nobody', projectId: 'p', role }
  return createCallerFactory(appRouter)({ context: async () => ({ actor }) as Context }) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >
}
const paths = Object.keys(appRouter._def.procedures)

/** The first answer, also of a procedure that goes on telling. */
async function answer(path: string, role: Role, input: unknown): Promise<unknown> {
  const [folder = '', verb = ''] = path.split('.')
  const answered = await callerWith(role)[folder]?.[verb]?.(input)
  return answered && typeof answered === 'object' && Symbol.asyncIterator in answered
    ? await (answered as AsyncIterable<unknown>)[Symbol.asyncIterator]().next()
    : answered
}

describe('who has no role in a project', () => {
  it.each(paths)('is refused by %s before anything is read', async (path) => {
    await expect(answer(path, 'stranger' as Role, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('what a procedure does not know', () => {
  it.each(paths)('is refused by %s, by its name', async (path) => {
    const answered = answer(path, 'owner', { unheardOf: 1 })
    await expect(answered).rejects.toMatchObject({ message: 'no such parameter: unheardOf' })
  })
})

it('takes no verb whose input may be left out, which would be given none: types refuse it', () => {
  const byDefault = async (_ctx: Context, input = { limit: 1 }) => input
  const perhaps = async (_ctx: Context, input?: { limit: number }) => input
  // @ts-expect-error it has a default value
  const [one] = [query(byDefault)]
  // @ts-expect-error it may be left out
  const [two] = [mutation(perhaps)]
  expect([one, two, query(async () => 1)].map((procedure) => procedure._def.procedure)).toEqual([true, true, true])
})

it('has its procedures under the names of folders and verbs', () => {
  expect(paths.length).toBeGreaterThan(30)
  for (const path of paths) expect(path).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
})
