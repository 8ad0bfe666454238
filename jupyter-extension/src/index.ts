import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application'
import { ICommandPalette } from '@jupyterlab/apputils'
import { INotebookTracker } from '@jupyterlab/notebook'
import { ISettingRegistry } from '@jupyterlab/settingregistry'
import { ITranslator, nullTranslator } from '@jupyterlab/translation'
import { addCommands } from './commands.ts'
import { EspalierPanel } from './panel/panel.tsx'
import { createPlatform } from './platform.ts'
import { createStore } from './store.ts'

const id = 'espalier-jupyter:plugin'

const plugin: JupyterFrontEndPlugin<void> = {
  id,
  description: 'Push experiments to Espalier, and see its runs, models, endpoints and demos beside the notebook.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ISettingRegistry, ITranslator, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
  ) => {
    const trans = (translator ?? nullTranslator).load('espalier')
    const platform = createPlatform()
    const notebook = createStore('')
    const settings = { rows: createStore(10), saveBeforePush: createStore(true) }
    const look = () => notebook.set(tracker.currentWidget?.context.path ?? '')
    tracker.currentChanged.connect(look)
    tracker.widgetAdded.connect((_, panel) => panel.context.pathChanged.connect(look))
    void tracker.restored?.then(look)
    look()

    const { commands } = app
    const panel = new EspalierPanel({ platform, commands, trans, notebook, rows: settings.rows })
    app.shell.add(panel, 'right', { rank: 900 })
    restorer?.add(panel, panel.id)
    addCommands({ app, panel, tracker, platform, trans, saveBeforePush: settings.saveBeforePush, palette })

    registry?.load(id).then(
      (loaded) => {
        const read = () => {
          settings.rows.set(loaded.get('rows').composite as number)
          settings.saveBeforePush.set(loaded.get('saveBeforePush').composite as boolean)
        }
        loaded.changed.connect(read)
        read()
      },
      () => undefined,
    )
  },
}

export default plugin
