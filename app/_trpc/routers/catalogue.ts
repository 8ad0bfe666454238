import { z } from 'zod'
import { groupOf } from '#pipeline/define-node.ts'
import { authorize } from '#services/access/authorize.ts'
import type { Context } from '#services/context.ts'
import { query, router } from '../procedure.ts'

/** Every kind of node as data: what the browser knows of it. */
async function list(ctx: Context) {
  authorize(ctx, 'project', 'read')
  return [...ctx.catalogue.values()].map(
    ({ kind, title, doc, inputs, outputs, portParams, params, fitted, splits, begins, effect }) => ({
      kind,
      group: groupOf(kind),
      title,
      doc,
      inputs,
      outputs,
      ...(portParams && { portParams }),
      // Spread, to leave behind what zod hangs on it and no JSON has.
      params: { ...z.toJSONSchema(params, { io: 'input', reused: 'inline', unrepresentable: 'any' }) } as Record<
        string,
        unknown
      >,
      fitted: fitted ?? false,
      splits: splits ?? false,
      begins: begins ?? false,
      effect: effect ?? false,
    }),
  )
}

export const catalogue = router({ list: query(list) })
