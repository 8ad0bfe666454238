import type { Inspection } from '#pipeline/inspect.ts'
import type { Spec } from '#pipeline/spec.ts'
import type { Store } from '../store.ts'
import type { Log } from './log.ts'

export interface InspectionState {
  inspection: Inspection
  /** The pipeline that was inspected; undefined before the first answer. */
  of?: Spec
  /** Why the newest edits could not be looked at. */
  fault?: string
}

interface Needs {
  document: Store<Log>
  state: Store<InspectionState>
  inspect(spec: Spec, signal: AbortSignal): Promise<Inspection>
  delay?: number
}

/** Looks at the pipeline a moment after each edit; an answer that a newer edit has overtaken is dropped. */
export function createInspector({ document, state, inspect, delay = 80 }: Needs): { now(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = new AbortController()

  async function look() {
    const { spec } = document.get()
    asked.abort()
    asked = new AbortController()
    const { signal } = asked
    try {
      const inspection = await inspect(spec, signal)
      if (!signal.aborted) state.set({ inspection, of: spec })
    } catch (thrown) {
      if (signal.aborted) return
      state.update((former) => ({ ...former, fault: thrown instanceof Error ? thrown.message : String(thrown) }))
    }
  }

  const stopListening = document.subscribe(() => {
    const { of } = state.get()
    if (of === document.get().spec) return
    clearTimeout(timer)
    timer = setTimeout(look, delay)
  })

  return {
    now() {
      clearTimeout(timer)
      void look()
    },
    stop() {
      clearTimeout(timer)
      asked.abort()
      stopListening()
    },
  }
}
