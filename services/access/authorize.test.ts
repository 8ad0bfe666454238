import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../context.ts'
import { askNobody } from './ask-nobody.ts'
import { authorize } from './authorize.ts'
import { matrix, memberRoles, type Role } from './matrix.ts'

const root = join(process.cwd(), 'services')

interface Source {
  path: string
  text: string
}

async function sources(): Promise<Source[]> {
  const paths = await readdir(root, { recursive: true })
  const code = paths.filter(
    (path) => /^(?!testing)\w+\//.test(path) && path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )
  return await Promise.all(code.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })))
}

/** A file that touches what is stored, or is handed a context. */
const actsOnStore = ({ text }: Source) =>
  /#db\/schema|: Context\b|Pick<Resources/.test(text) && /export (async )?function/.test(text)

const asks = ({ text }: Source) => /authorize\(ctx, '(\w+)', '(\w+)'\)/.test(text)

describe('every verb', () => {
  test('asks for its permission, or is on the list of those that need not', async () => {
    const silent = (await sources()).filter((source) => actsOnStore(source) && !asks(source)).map(({ path }) => path)
    expect(silent.filter((path) => !askNobody[path])).toEqual([])
  })

  test('asks in its first line, before it looks at what it was given', async () => {
    const late = (await sources()).filter(asks).filter(({ text }) => {
      const verbs = text.split(/^export async function\*? /m).slice(1)
      return !verbs.every((verb) => verb.includes('{\n  authorize(ctx, '))
    })
    expect(late.map(({ path }) => path)).toEqual([])
  })

  test('asks for something the matrix lists', async () => {
    for (const { path, text } of await sources())
      for (const [, resource, action] of text.matchAll(/authorize\(ctx, '(\w+)', '(\w+)'\)/g))
        expect(matrix, path).toHaveProperty([resource as string, action as string])
  })

  test('on the list of those that need not is there', async () => {
    const paths = (await sources()).map(({ path }) => path)
    expect(Object.keys(askNobody).filter((path) => !paths.includes(path))).toEqual([])
  })
})

const actor = (role: Role, scopes?: Actor['scopes']): { actor: Actor } => ({
  actor: { userId: 'u', name: 'U', projectId: 'p', role, ...(scopes && { scopes }) },
})

describe('the matrix', () => {
  test('lets a viewer look and try, and change nothing of the project', () => {
    for (const [resource, actions] of Object.entries(matrix))
      for (const [action, roles] of Object.entries(actions))
        if ((roles as readonly Role[]).includes('viewer'))
          expect(['read', 'demo.open', 'demo.ask', 'prediction.record', 'token.write']).toContain(
            action === 'read' ? action : `${resource}.${action}`,
          )
  })

  test('lets only the worker move steps', () => {
    expect(() => authorize(actor('worker'), 'run', 'work')).not.toThrow()
    for (const role of memberRoles) expect(() => authorize(actor(role), 'run', 'work')).toThrow('not allowed')
  })

  test('gives a token no more than its owner has, and no more than its scopes', () => {
    expect(() => authorize(actor('owner', ['all']), 'run', 'start')).not.toThrow()
    expect(() => authorize(actor('viewer', ['all']), 'run', 'start')).toThrow('not allowed')
    expect(() => authorize(actor('owner', ['read']), 'run', 'start')).toThrow('scopes')
    expect(() => authorize(actor('owner', ['predict']), 'prediction', 'record')).not.toThrow()
    expect(() => authorize(actor('owner', ['predict']), 'prediction', 'read')).toThrow('scopes')
    expect(() => authorize(actor('owner', ['read', 'predict']), 'prediction', 'read')).not.toThrow()
    expect(() => authorize(actor('owner', []), 'run', 'read')).toThrow('scopes')
  })
})
