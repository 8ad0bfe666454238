import { Fault } from '#pipeline/fault.ts'
import { authorize } from '#services/access/authorize.ts'
import type { Context } from '#services/context.ts'
import { lendToken } from '#services/devices/lend-token.ts'
import { readEnvironment } from '#services/environment.ts'

interface Lab {
  url: string
  token: string
}

interface NotebooksDoor {
  address: string
  /** Without it JupyterLab knows nothing of the platform, and whoever goes there signs in by themselves. */
  extension: 'there' | 'missing'
}

/**
 * Where a person enters JupyterLab, once: signed in to it and, within it, to the project. Its token is in no address.
 * Faults: UNAVAILABLE where there is no Lab.
 */
export async function enterNotebooks(ctx: Context): Promise<NotebooksDoor> {
  authorize(ctx, 'notebook', 'open')
  const { url = '', apiUrl = '' } = readEnvironment()
  const lab = await openLab()
  const lent = await lendToken(ctx)
  const answer = await posted(at(lab.url, 'espalier/tickets'), `token ${lab.token}`, { ...lent, url, apiUrl })
  if (answer.status === 404) return await withoutExtension(lab)
  if (answer.status === 401 || answer.status === 403)
    throw new Fault('UNAVAILABLE', `the Jupyter server does not let this platform in: ${new URL(lab.url).origin}`, {
      hint: 'an operator sets JUPYTER_TOKEN to a token of that server',
    })
  if (!answer.ok) throw new Fault('UNAVAILABLE', `JupyterLab answers ${answer.status}`, { hint: 'its log says more' })
  const { ticket } = (await answer.json()) as { ticket: string }
  return { address: `${at(lab.url, 'espalier/enter')}?ticket=${ticket}`, extension: 'there' }
}

async function withoutExtension({ url, token }: Lab): Promise<NotebooksDoor> {
  const address = at(url, 'lab')
  const { status } = await reached(address, { headers: { authorization: `token ${token}` }, redirect: 'manual' })
  if (status === 404)
    throw new Fault('UNAVAILABLE', `the Jupyter server has no JupyterLab: ${new URL(url).origin}`, {
      hint: 'an operator installs jupyterlab and the wheel of jupyter-extension in its environment, and restarts it',
    })
  return { address, extension: 'missing' }
}

async function openLab(): Promise<Lab> {
  const { lab, jupyterUrl, jupyterToken = '' } = readEnvironment()
  if (!lab && jupyterUrl) return { url: jupyterUrl, token: jupyterToken }
  if (!lab)
    throw new Fault('UNAVAILABLE', 'there is no JupyterLab here', { hint: 'use npm start, or set JUPYTER_URL to one' })
  const answer = await posted(lab.url, `Bearer ${lab.key}`, {})
  if (!answer.ok)
    throw new Fault('UNAVAILABLE', 'JupyterLab did not start', { hint: 'logs/lab.log in the home says why' })
  return (await answer.json()) as Lab
}

const at = (url: string, path: string): string => new URL(path, url.endsWith('/') ? url : `${url}/`).href

const patienceMs = 60_000

const posted = (address: string, authorization: string, body: unknown): Promise<Response> =>
  reached(address, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
  })

const reached = (address: string, init: RequestInit): Promise<Response> =>
  fetch(address, { ...init, signal: AbortSignal.timeout(patienceMs) }).catch((cause: unknown) => {
    throw new Fault('UNAVAILABLE', `JupyterLab does not answer: ${new URL(address).origin}`, {
      hint: 'try again; if it stays so, whoever runs the platform looks whether it is up and JUPYTER_URL leads there',
      cause,
    })
  })
