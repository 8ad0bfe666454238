import { Fault } from '#pipeline/fault.ts'
import { findAlias } from '#services/models/find-alias.ts'
import type { AliasMove } from '#services/models/move-alias.ts'
import { removeAlias } from '#services/models/remove-alias.ts'
import { setAlias } from '#services/models/set-alias.ts'
import { object, required, text } from '../fields.ts'
import { route } from '../route.ts'
import { alias, newAlias, version } from './names.ts'
import { versionView } from './views.ts'

/** A client has no answer for a move that waits: it is told, and which request to look for. */
const settled = (alias: string, move: AliasMove): void => {
  if (move.outcome === 'requested')
    throw new Fault(
      'GATE_FAILED',
      `the alias ${alias} is protected: request ${move.request} waits for somebody to agree`,
      {
        hint: 'see Approvals on the page of the model, or: espalier model approvals',
      },
    )
}

const path = 'registered-models/alias'
const one = object({ name: required(text), alias: required(alias) })

export const aliasRoutes = [
  route({
    method: 'POST',
    path,
    read: object({ name: required(text), alias: required(newAlias), version: required(version) }),
    answer: async (ctx, { name, alias, version: number }) =>
      settled(alias, await setAlias(ctx, { name, alias, number })),
  }),
  route({
    method: 'GET',
    path,
    read: one,
    answer: async (ctx, asked) => ({ model_version: versionView(await findAlias(ctx, asked)) }),
  }),
  route({
    method: 'DELETE',
    path,
    read: one,
    answer: async (ctx, asked) => settled(asked.alias, await removeAlias(ctx, asked)),
  }),
]
