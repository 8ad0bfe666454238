import { randomUUID } from 'node:crypto'
import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, members, users } from '#db/schema.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import type { Role } from '../access/matrix.ts'
import { verify } from '../audit/verify.ts'
import type { Context } from '../context.ts'
import { getRegistered } from '../models/get-registered.ts'
import { register } from '../models/register.ts'
import { remove } from '../models/remove.ts'
import { removeAlias } from '../models/remove-alias.ts'
import { removeVersion } from '../models/remove-version.ts'
import { setAlias } from '../models/set-alias.ts'
import { modelValue } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { approve } from './approve.ts'
import { list } from './list.ts'
import { protect } from './protect.ts'
import { protections } from './protections.ts'
import { reject } from './reject.ts'
import { unprotect } from './unprotect.ts'
import { withdraw } from './withdraw.ts'

let platform: TestPlatform
let owner: Context
let scientist: Context
let engineer: Context
let model: ModelValue
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  scientist = await member('scientist')
  engineer = await member('engineer')
  model = await modelValue(owner)
})
afterAll(() => platform.close())

async function member(role: Role): Promise<Context> {
  const userId = randomUUID()
  const { projectId } = platform.owner.actor
  await platform.db.insert(users).values({ id: userId, name: `The ${role}`, email: `${userId}@example.org` })
  await platform.db.insert(members).values({ projectId, userId, role })
  return platform.as({ userId, name: `The ${role}`, projectId, role })
}

/** The same but for one figure, so that it is another version. */
const another = (index: number): ModelValue => ({ ...model, metrics: { ...model.metrics, index } })

/** A model with three versions, whose champion is the first and protected. */
async function champion(): Promise<string> {
  const name = `m${randomUUID()}`
  for (let count = 0; count < 3; count += 1) await register(owner, { name, model: another(count) })
  await setAlias(owner, { name, number: 1, alias: 'champion' })
  await protect(owner, { model: name, alias: 'champion', roles: ['owner', 'engineer'] })
  return name
}

const aliases = async (name: string) => {
  const found = (await getRegistered(owner, { name })).aliases
  return Object.fromEntries(found.map(({ alias, number }) => [alias, number]))
}

async function asked(ctx: Context, name: string, number: number): Promise<number> {
  const move = await setAlias(ctx, { name, number, alias: 'champion', reason: 'better on the north' })
  if (move.outcome !== 'requested') throw new Error(move.outcome)
  return move.request
}

describe('a protected alias', () => {
  test('waits for somebody else to agree, and moves as they do', async () => {
    const name = await champion()
    const request = await asked(scientist, name, 2)
    expect(await aliases(name)).toEqual({ champion: 1 })
    expect(await list(engineer, { model: name })).toMatchObject([
      { id: request, from: 1, to: 2, reason: 'better on the north', state: 'pending', may: { decide: true } },
    ])
    await approve(engineer, { request, reason: 'seen the report' })
    expect(await aliases(name)).toEqual({ champion: 2 })
    expect(await list(owner, { model: name })).toMatchObject([
      { state: 'approved', decidedBy: 'The engineer', decision: 'seen the report', may: { decide: false } },
    ])
    const [last] = await platform.db.select().from(audit).orderBy(desc(audit.id)).limit(1)
    expect(last).toMatchObject({
      action: 'approve-alias',
      actor: engineer.actor.userId,
      detail: { request, from: 1, number: 2 },
    })
    expect(await verify(owner)).toMatchObject({ brokenAt: null })
  })

  test('needs four eyes, also where one person asks as a program', async () => {
    const name = await champion()
    const request = await asked(platform.worker, name, 2)
    await expect(approve(owner, { request })).rejects.toMatchObject({ code: 'FORBIDDEN', hint: 'ask somebody else' })
    await expect(reject(owner, { request, reason: 'no' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(approve(platform.worker, { request })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await aliases(name)).toEqual({ champion: 1 })
  })

  test('is decided by the roles and people that are named, and by nobody else', async () => {
    const name = await champion()
    const other = await member('scientist')
    const request = await asked(scientist, name, 2)
    await expect(approve(other, { request })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      hint: 'ask somebody with the role owner, engineer',
    })
    await expect(approve(await platform.stranger(), { request })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await protect(owner, { model: name, alias: 'champion', roles: ['owner'], users: [other.actor.userId] })
    expect((await protections(owner, { model: name })).protections).toMatchObject([{ people: ['The scientist'] }])
    await expect(approve(engineer, { request })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await approve(other, { request })
    expect(await aliases(name)).toEqual({ champion: 2 })
  })

  test('is asked for once, however often', async () => {
    const name = await champion()
    const requests = await Promise.all(Array.from({ length: 10 }, () => asked(scientist, name, 2)))
    expect(new Set(requests).size).toBe(1)
  })

  test('does not move by a registration, a removal of its version or of its model', async () => {
    const name = await champion()
    await register(owner, { name, model: another(4), alias: 'champion' })
    expect(await aliases(name)).toEqual({ champion: 1 })
    expect(await list(owner, { model: name })).toMatchObject([{ from: 1, to: 4 }])
    await expect(removeVersion(owner, { name, number: 1 })).rejects.toMatchObject({ code: 'GATE_FAILED' })
    await expect(remove(owner, { name })).rejects.toMatchObject({ code: 'GATE_FAILED' })
    expect(await removeAlias(owner, { name, alias: 'champion' })).toMatchObject({ outcome: 'requested' })
    expect(await aliases(name)).toEqual({ champion: 1 })
  })

  test('stays where it is when the request is turned down, with a reason, or taken back', async () => {
    const name = await champion()
    const request = await asked(scientist, name, 2)
    await expect(reject(engineer, { request, reason: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await reject(engineer, { request, reason: 'too slow' })
    await expect(approve(engineer, { request })).rejects.toMatchObject({ code: 'CONFLICT' })
    const second = await asked(scientist, name, 3)
    await expect(withdraw(engineer, { request: second })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await withdraw(scientist, { request: second })
    expect((await list(owner, { model: name })).map(({ state, decision }) => [state, decision])).toEqual([
      ['withdrawn', null],
      ['rejected', 'too slow'],
    ])
    expect(await aliases(name)).toEqual({ champion: 1 })
  })

  test('does not move by what was agreed to when it led elsewhere', async () => {
    const name = await champion()
    const [second, third] = [await asked(scientist, name, 2), await asked(scientist, name, 3)]
    await approve(engineer, { request: second })
    await expect(approve(engineer, { request: third })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'champion has moved since this was asked: it leads to 2',
    })
  })

  test('moves freely again once the protection is lifted, which owners alone do', async () => {
    const name = await champion()
    await expect(unprotect(engineer, { model: name, alias: 'champion' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await unprotect(owner, { model: name, alias: 'champion' })
    expect(await setAlias(scientist, { name, number: 3, alias: 'champion' })).toEqual({ outcome: 'moved' })
  })

  test('may be one of all models of the project', async () => {
    await protect(owner, { alias: 'audited' })
    const name = await champion()
    expect(await setAlias(owner, { name, number: 1, alias: 'audited' })).toMatchObject({ outcome: 'requested' })
    await protect(owner, { model: name, alias: 'audited', roles: ['scientist'] })
    const [request] = await list(scientist, { model: name })
    await approve(scientist, { request: request?.id ?? 0 })
    expect(await aliases(name)).toEqual({ champion: 1, audited: 1 })
  })
})

test('many that ask and many that decide at once: every move was agreed to, each request decided once', async () => {
  const name = await champion()
  const deciders = [engineer, await member('engineer'), await member('owner')]
  for (let round = 0; round < 8; round += 1) {
    const from = (await aliases(name)).champion ?? 0
    const wishes = await Promise.all([1, 2, 3].filter((to) => to !== from).map((to) => asked(scientist, name, to)))
    const outcomes = await Promise.allSettled(
      wishes.flatMap((request) => deciders.map((ctx) => approve(ctx, { request }).then(() => request))),
    )
    const done = outcomes.filter((one) => one.status === 'fulfilled')
    expect(done).toHaveLength(1)
    const agreed = (await list(owner, { model: name })).find(({ id }) => id === done[0]?.value)
    expect(agreed).toMatchObject({ state: 'approved', from, to: (await aliases(name)).champion })
    for (const request of wishes.filter((one) => one !== done[0]?.value)) await withdraw(scientist, { request })
  }
  expect(await verify(owner)).toMatchObject({ brokenAt: null })
})
