import { InputDialog, Notification } from '@jupyterlab/apputils'
import type { TranslationBundle } from '@jupyterlab/translation'
import type { CommandRegistry } from '@lumino/commands'
import type { ReadonlyJSONObject } from '@lumino/coreutils'
import type { CommandParts } from './command-parts.ts'
import { faultOf } from './fault.ts'
import { treeIcon } from './icon.ts'
import { linkTo, say, tell } from './notify.ts'
import { pushNotebook } from './push-notebook.ts'
import { ask, runNotebook } from './server.ts'

/** Everything that a key, a button, a menu or the palette can do. */
export function addCommands(parts: CommandParts): void {
  const { app, panel, tracker, platform, trans, palette } = parts
  const hasNotebook = () => tracker.currentWidget !== null && tracker.currentWidget === app.shell.currentWidget
  const isIn = () => platform.session.get().phase === 'in'
  const add = (name: string, options: CommandRegistry.ICommandOptions, argumentsOf: ReadonlyJSONObject = {}) => {
    const describedBy = { args: { type: 'object', properties: argumentsOf } }
    app.commands.addCommand(`espalier:${name}`, { describedBy, ...options })
  }
  const open = () => app.shell.activateById(panel.id)

  add('open-panel', { label: trans.__('Open the Espalier panel'), icon: treeIcon, execute: open })
  add('sign-in', { label: trans.__('Sign in to Espalier'), isVisible: () => !isIn(), execute: open })
  add('sign-out', {
    label: trans.__('Sign out of Espalier'),
    isEnabled: isIn,
    execute: () => platform.leave(),
  })
  add('change-project', {
    label: trans.__('Change the project of Espalier'),
    isEnabled: isIn,
    execute: () => {
      platform.choose()
      open()
    },
  })
  add('push-experiment', {
    label: (args) => (args.toolbar ? '' : trans.__('Push experiment')),
    caption: trans.__('Push experiment to Espalier'),
    icon: treeIcon,
    isEnabled: hasNotebook,
    execute: () => pushNotebook(parts),
  })
  add(
    'generate-demo',
    {
      label: trans.__('Generate a demo of a model'),
      isEnabled: isIn,
      execute: async ({ model, version }) => {
        const chosen = typeof model === 'string' ? model : await chooseModel(trans)
        if (!chosen) return
        const of = typeof version === 'number' ? { name: chosen, number: version } : { model: chosen }
        const making = ask<{ name: string }>('demos.create', { of })
        say(making, {
          going: trans.__('Making a demo of %1 …', chosen),
          done: ({ name }) => trans.__('The demo %1 is ready', name),
          actions: ({ name }) => [
            linkTo(trans.__('Open the demo'), `${platform.address()}/demos/${encodeURIComponent(name)}`),
          ],
        })
      },
    },
    { model: { type: 'string' }, version: { type: 'integer' } },
  )
  add('run-as-pipeline', {
    label: trans.__('Run this notebook as a pipeline'),
    isEnabled: () => hasNotebook() && isIn(),
    execute: async () => {
      const notebook = tracker.currentWidget
      if (!notebook) return
      await notebook.context.save()
      say(runNotebook(notebook.context.path), {
        going: trans.__('Starting %1 on the platform …', notebook.title.label),
        done: () => trans.__('%1 runs on the platform', notebook.title.label),
        actions: ({ id }) => [linkTo(trans.__('Watch the run'), platform.address(`runs/${id}`))],
      })
      open()
    },
  })
  add('run-pipeline', {
    label: trans.__('Run a pipeline'),
    isEnabled: isIn,
    execute: async () => {
      const known = await ask<{ id: string; name: string }[]>('pipelines.list').catch(tell)
      if (!known) return
      if (known.length === 0)
        return void Notification.info(trans.__('There is no pipeline yet: draw one in Espalier'), { autoClose: 15_000 })
      const names = known.map(({ name }) => name)
      const { value } = await InputDialog.getItem({ title: trans.__('Run a pipeline'), items: names })
      const pipeline = known.find(({ name }) => name === value)
      if (!pipeline) return
      await ask('runs.start', { pipeline: { id: pipeline.id } }).catch(tell)
      open()
    },
  })
  add(
    'cancel-run',
    {
      label: trans.__('Cancel a run'),
      isEnabled: isIn,
      isVisible: ({ id }) => typeof id === 'string',
      execute: ({ id }) => ask('runs.cancel', { id }).catch(tell),
    },
    { id: { type: 'string' } },
  )

  const shown = [
    'push-experiment',
    'generate-demo',
    'run-as-pipeline',
    'run-pipeline',
    'open-panel',
    'sign-in',
    'sign-out',
    'change-project',
  ]
  for (const name of shown) palette?.addItem({ command: `espalier:${name}`, category: trans.__('Espalier') })
  platform.session.subscribe(() => app.commands.notifyCommandChanged())
}

async function chooseModel(trans: TranslationBundle): Promise<string | null> {
  const models = await ask<{ name: string }[]>('models.list').catch((thrown) => {
    tell(faultOf(thrown))
    return []
  })
  const items = models.map(({ name }) => name)
  return items.length > 0 ? (await InputDialog.getItem({ title: trans.__('Generate a demo of'), items })).value : null
}
