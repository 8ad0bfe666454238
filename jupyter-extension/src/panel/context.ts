import type { TranslationBundle } from '@jupyterlab/translation'
import type { CommandRegistry } from '@lumino/commands'
import { createContext, useContext } from 'react'
import type { Platform } from '../platform.ts'
import type { Store } from '../store.ts'

export interface PanelParts {
  platform: Platform
  commands: CommandRegistry
  trans: TranslationBundle
  /** Whether somebody can see the panel. */
  seen: Store<boolean>
  /** Path of the notebook in front; empty where there is none. */
  notebook: Store<string>
  /** How many rows a list begins with. */
  rows: Store<number>
}

export const PanelContext = createContext<PanelParts | undefined>(undefined)

export function useParts(): PanelParts {
  const parts = useContext(PanelContext)
  if (!parts) throw new Error('outside of the panel')
  return parts
}
