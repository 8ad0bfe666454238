import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'
import { type ActionOf, matrix, type Permission, type Resource, type Role, scopes } from './matrix.ts'

/** Faults: FORBIDDEN. Says nothing about whether the thing exists: look-ups include the project for that. */
export function authorize<R extends Resource>({ actor }: { actor: Actor }, resource: R, action: ActionOf<R>): void {
  const roles: readonly Role[] = (matrix[resource] as Record<string, readonly Role[]>)[action] ?? []
  const permission = `${resource}.${action}` as Permission
  const inScope =
    !actor.scopes ||
    actor.scopes.some((scope) => {
      const allowed: readonly Permission[] | undefined = scopes[scope]
      return !allowed || allowed.includes(permission)
    })
  if (!roles.includes(actor.role))
    throw new Fault('FORBIDDEN', `not allowed for the role ${actor.role}: ${permission}`, {
      hint: 'ask an owner of the project',
    })
  if (!inScope)
    throw new Fault('FORBIDDEN', `not within the scopes of this token: ${permission}`, {
      hint: 'make a token with a wider scope',
    })
}
