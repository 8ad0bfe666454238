import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface Places {
  /** Within which folders may be watched. */
  folders: string[]
  /** Names of databases that may be asked. */
  connections: string[]
}

/** Where the operator lets triggers look. */
export async function places(ctx: Context): Promise<Places> {
  authorize(ctx, 'trigger', 'write')
  const { folders, connections } = ctx.arrivals
  return { folders: [...folders], connections: Object.keys(connections).toSorted() }
}
