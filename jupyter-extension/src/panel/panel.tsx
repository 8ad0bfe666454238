import { ReactWidget } from '@jupyterlab/apputils'
import type { Message } from '@lumino/messaging'
import { treeIcon } from '../icon.ts'
import { createStore } from '../store.ts'
import { PanelContext, type PanelParts } from './context.ts'
import { PanelView } from './panel-view.tsx'

export const panelId = 'espalier-panel'

/** The side panel. It listens and reads only while it can be seen. */
export class EspalierPanel extends ReactWidget {
  readonly #parts: PanelParts
  readonly #seen = createStore(false)

  constructor(parts: Omit<PanelParts, 'seen'>) {
    super()
    this.#parts = { ...parts, seen: this.#seen }
    this.id = panelId
    this.addClass('esp-Panel')
    this.node.tabIndex = -1
    this.title.icon = treeIcon
    this.title.caption = parts.trans.__('Espalier')
    document.addEventListener('visibilitychange', this.#look)
  }

  readonly #look = () => this.#seen.set(this.isVisible && !document.hidden)

  override dispose(): void {
    document.removeEventListener('visibilitychange', this.#look)
    this.#seen.set(false)
    super.dispose()
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message)
    this.#look()
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message)
    this.#look()
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message)
    this.#look()
  }

  protected override onActivateRequest(): void {
    this.node.querySelector<HTMLElement>('button, input, a[href]')?.focus()
  }

  protected override render() {
    return (
      <PanelContext.Provider value={this.#parts}>
        <PanelView />
      </PanelContext.Provider>
    )
  }
}
