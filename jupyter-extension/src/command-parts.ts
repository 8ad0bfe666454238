import type { JupyterFrontEnd } from '@jupyterlab/application'
import type { ICommandPalette } from '@jupyterlab/apputils'
import type { INotebookTracker } from '@jupyterlab/notebook'
import type { TranslationBundle } from '@jupyterlab/translation'
import type { EspalierPanel } from './panel/panel.tsx'
import type { Platform } from './platform.ts'
import type { Store } from './store.ts'

export interface CommandParts {
  app: JupyterFrontEnd
  panel: EspalierPanel
  tracker: INotebookTracker
  platform: Platform
  trans: TranslationBundle
  saveBeforePush: Store<boolean>
  palette: ICommandPalette | null
}
