import { Notification } from '@jupyterlab/apputils'
import type { CommandParts } from './command-parts.ts'
import { Fault } from './fault.ts'
import { linkTo, say, tell } from './notify.ts'
import { pushFrom } from './push.ts'
import { pushedText } from './pushed-text.ts'

type Parts = Pick<CommandParts, 'tracker' | 'trans' | 'platform' | 'saveBeforePush' | 'app'>

/** Pushes the notebook in front and tells how it went: link, version, warnings. */
export async function pushNotebook({ tracker, trans, platform, saveBeforePush, app }: Parts): Promise<void> {
  const notebook = tracker.currentWidget
  if (!notebook) return
  if (platform.session.get().phase !== 'in') await platform.refresh()
  if (platform.session.get().phase === 'out') {
    Notification.warning(trans.__('Sign in to Espalier first'), {
      autoClose: 15_000,
      actions: [{ label: trans.__('Sign in'), callback: () => void app.commands.execute('espalier:open-panel') }],
    })
    return
  }
  const { session } = notebook.sessionContext
  const kernel = session?.kernel
  if (!kernel) {
    const hint = trans.__('start one, run the cells, then push')
    return tell(new Fault({ code: 'INVALID_INPUT', message: trans.__('This notebook has no kernel'), hint }))
  }
  const spoken = (await kernel.info).language_info.name
  if (spoken !== 'python') {
    const message = trans.__('Only notebooks in Python can be pushed; this one is in %1', spoken)
    return tell(new Fault({ code: 'INVALID_INPUT', message }))
  }
  if (saveBeforePush.get()) await notebook.context.save()
  const name = notebook.title.label
  say(pushFrom(kernel, notebook.context.path), {
    going: trans.__('Pushing %1 …', name),
    done: (pushed) => pushedText(pushed, trans, name),
    actions: ({ runUrl, versionUrl }) => [
      ...(runUrl ? [linkTo(trans.__('Open the run'), runUrl)] : []),
      ...(versionUrl ? [linkTo(trans.__('Open the model'), versionUrl)] : []),
    ],
  })
}
