import type { Edit } from '#pipeline/edit.ts'
import { Fault } from '#pipeline/fault.ts'
import type { PortRef, Spec } from '#pipeline/spec.ts'
import type { Picked } from './adapter/to-flow.ts'
import type { CanvasApi, PipelineView, RunView } from './api.ts'
import type { Entries } from './catalogue.ts'
import { type Autosave, createAutosave, type SaveState } from './document/autosave.ts'
import { type Drafts, localDrafts } from './document/draft.ts'
import { createInspector, type InspectionState } from './document/inspector.ts'
import { type Log, openLog, record } from './document/log.ts'
import { createStore, type Store } from './store.ts'

export type Tab = 'set-up' | 'data' | 'run'

/** A port, seen from its node. */
export interface PortPlace extends PortRef {
  side: 'in' | 'out'
}

/** A question: what comes after this output, before this input, or here? `screen` is where it was asked. */
export interface NextOffer {
  port?: PortPlace
  screen: { x: number; y: number }
  place?: { x: number; y: number }
}

/** A revision that is looked at and cannot be changed, with the run it ran in. */
export interface PastView {
  revision: number
  spec: Spec
  inspection: InspectionState['inspection']
  run?: RunView
}

export interface Panel {
  tab: Tab
  port?: PortPlace
  /** A parameter to bring the user to. */
  param?: string
}

/** What the drawing surface can do for the rest; installed when it is on the page. */
export interface Camera {
  fit(): void
  zoom(factor: number): void
  show(nodes: readonly string[]): void
  toPlace(screen: { x: number; y: number }): { x: number; y: number }
  middle(): { x: number; y: number }
  focus(node?: string): void
}

export interface Editor {
  project: string
  pipelineId: string
  slug: string
  api: CanvasApi
  entries: Entries
  document: Store<Log>
  saving: Store<SaveState>
  inspection: Store<InspectionState>
  picked: Store<Picked>
  panel: Store<Panel>
  run: Store<RunView | undefined>
  past: Store<PastView | undefined>
  next: Store<NextOffer | undefined>
  /** The wire that what is being dragged would go into. */
  aim: Store<string | undefined>
  /** The kind that is being dragged from the palette. */
  carried: Store<string | undefined>
  spoken: Store<string>
  minimap: Store<boolean>
  camera: Store<Camera | undefined>
  autosave: Autosave
  drafts: Drafts
  /** Records an edit. Edits with one key that follow each other closely are undone together. */
  edit(edit: Edit, key?: string): void
  close(): void
}

export const nothingPicked: Picked = { nodes: new Set(), edges: new Set() }

export function createEditor(
  project: string,
  pipeline: PipelineView,
  entries: Entries,
  api: CanvasApi,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): Editor {
  const document = createStore(openLog(pipeline.spec))
  const saving = createStore<SaveState>({ status: 'saved', revision: pipeline.revision, saved: pipeline.spec })
  const inspection = createStore<InspectionState>({ inspection: { nodes: {}, problems: [] } })
  const past = createStore<PastView | undefined>(undefined)
  const drafts = localDrafts(pipeline.id, storage)
  const inspector = createInspector({ document, state: inspection, inspect: api.inspect })
  const autosave = createAutosave({
    document,
    state: saving,
    drafts,
    save: api.save,
    newest: () => api.pipeline(),
  })
  inspector.now()

  return {
    project,
    pipelineId: pipeline.id,
    slug: pipeline.slug,
    api,
    entries,
    document,
    saving,
    inspection,
    past,
    drafts,
    autosave,
    picked: createStore(nothingPicked),
    panel: createStore<Panel>({ tab: 'set-up' }),
    run: createStore<RunView | undefined>(undefined),
    next: createStore<NextOffer | undefined>(undefined),
    aim: createStore<string | undefined>(undefined),
    carried: createStore<string | undefined>(undefined),
    spoken: createStore(''),
    minimap: createStore(false),
    camera: createStore<Camera | undefined>(undefined),
    edit(edit, key) {
      if (past.get()) throw new Fault('INVALID_INPUT', 'a past revision cannot be changed')
      document.update((log) => record(log, edit, { key, at: Date.now() }))
    },
    close() {
      autosave.stop()
      inspector.stop()
    },
  }
}
