import { Notification } from '@jupyterlab/apputils'
import { faultOf } from './fault.ts'

type Action = Notification.IAction

export const linkTo = (label: string, url: string): Action => ({
  label,
  displayType: 'link',
  callback: (event) => {
    event.preventDefault()
    window.open(url, '_blank', 'noopener')
  },
})

/** Says what went wrong, and what to do. */
export function tell(thrown: unknown): undefined {
  Notification.error(textOf(thrown), { autoClose: false })
}

const textOf = (thrown: unknown): string => {
  const { message, hint } = faultOf(thrown)
  return hint ? `${message}: ${hint}` : message
}

interface Words<T> {
  going: string
  done(result: T): string
  actions(result: T): Action[]
}

/** One notification from the beginning of a work to its end. */
export function say<T>(work: Promise<T>, { going, done, actions }: Words<T>): void {
  const id = Notification.emit(going, 'in-progress', { autoClose: false })
  work.then(
    (result) =>
      Notification.update({ id, message: done(result), type: 'success', autoClose: 15_000, actions: actions(result) }),
    (thrown) => Notification.update({ id, message: textOf(thrown), type: 'error', autoClose: false }),
  )
}
