import type { Queryable } from '#db/client.ts'
import type { Actor } from '../../context.ts'
import { ledTo } from '../lead-alias.ts'
import { moveAlias } from '../move-alias.ts'
import type { Manifest } from './manifest.ts'

/** `kept`: it leads to another version now, and still does. */
export interface RestoredAlias {
  alias: string
  outcome: 'restored' | 'kept' | 'requested'
  /** Where it leads, where that is elsewhere. */
  at?: number
  request?: number
}

/** The aliases that a version had: those that lead nowhere now lead to it again; a protected one is asked for. */
export async function restoreAliases(
  tx: Queryable,
  actor: Actor,
  { modelId, name, version }: { modelId: string; name: string; version: Manifest['version'] },
): Promise<RestoredAlias[]> {
  const restored: RestoredAlias[] = []
  for (const alias of version.aliases) {
    const at = await ledTo(tx, modelId, alias)
    if (at !== null && at !== version.number) restored.push({ alias, outcome: 'kept', at })
    else {
      const reason = `restored from an archive of version ${version.number}`
      const move = await moveAlias(tx, actor, { modelId, name, alias, to: version.number, reason })
      restored.push(
        move.outcome === 'requested'
          ? { alias, outcome: 'requested', request: move.request }
          : { alias, outcome: 'restored' },
      )
    }
  }
  return restored
}
