import type { Context, Resources } from '#services/context.ts'
import { find } from '#services/runs/find.ts'

export interface Stops {
  /** A signal that aborts when somebody cancels the run; `done` when nobody listens to it any more. */
  of(ctx: Context, runId: string): { signal: AbortSignal; done(): void }
}

/**
 * Hears from the record itself that a run was cancelled. Temporal says so too, but to a local activity only after eight
 * seconds and to a kernel only after its next sign of life.
 */
export function createStops({ signals }: Pick<Resources, 'signals'>): Stops {
  const open = new Map<string, Set<() => void>>()
  // Without this listener Temporal's word still comes, so nothing waits for it and nothing depends on it.
  signals
    .on('outbox', (runId) => {
      for (const look of (runId && open.get(runId)) || []) look()
    })
    .catch(() => undefined)

  return {
    of: (ctx, runId) => {
      const stop = new AbortController()
      const look = () => {
        find(ctx.db, ctx.actor.projectId, runId).then(
          ({ cancelRequestedAt }) => cancelRequestedAt && stop.abort(),
          () => undefined,
        )
      }
      const looks = open.get(runId) ?? new Set()
      open.set(runId, looks.add(look))
      return {
        signal: stop.signal,
        done: () => {
          looks.delete(look)
          if (looks.size === 0) open.delete(runId)
        },
      }
    },
  }
}
