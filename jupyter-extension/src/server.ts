import { URLExt } from '@jupyterlab/coreutils'
import { ServerConnection } from '@jupyterlab/services'
import { Fault } from './fault.ts'

const settings = ServerConnection.makeSettings()

/** Asks the server half, with whatever Jupyter asks of its pages. Faults: UNAVAILABLE, and what it answers. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const address = URLExt.join(settings.baseUrl, 'espalier', path)
  const answer = await ServerConnection.makeRequest(address, init, settings).catch(() => {
    throw new Fault({ code: 'UNAVAILABLE', message: 'the Jupyter server does not answer', hint: 'see that it runs' })
  })
  if (!answer.ok) throw await faultIn(answer)
  return answer
}

async function faultIn(answer: Response): Promise<Fault> {
  const found = (await answer.json().catch(() => ({}))) as { code?: string; message?: string; hint?: string }
  const { code = 'INTERNAL', message = `the Jupyter server answers ${answer.status}`, hint } = found
  return new Fault({ code, message, hint })
}

const post = (path: string, body: unknown, signal?: AbortSignal) =>
  request(path, { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) })

/** A procedure of the platform, one of those that the server half lets through. */
export async function ask<T>(procedure: string, input?: unknown): Promise<T> {
  return (await post(`ask/${procedure}`, { input })).json()
}

/** Hands a notebook over as it is on disk, and starts it on the platform. */
export const runNotebook = async (path: string): Promise<{ id: string }> => (await post('runs', { path })).json()

export interface ShownSession {
  url: string
  signedIn: boolean
  /** The slug, or the project itself once the platform was asked. */
  project?: string | { slug: string; name: string }
  user?: string
}

export interface Approval {
  user_code: string
  verification_uri: string
  verification_uri_complete: string
  /** Seconds. */
  expires_in: number
}

export const readSession = async (): Promise<ShownSession> => (await request('session?check=1')).json()
export const signInWithToken = async (url: string, token: string) => void (await post('session', { url, token }))
export const sayWhereShown = async () => void (await post('frames', { origin: window.location.origin }))
export const signOut = async () => void (await request('session', { method: 'DELETE' }))
export const askApproval = async (url: string, project?: string): Promise<Approval> =>
  (await post('device', { url, project })).json()
/** Resolves once somebody has approved; faults when they refuse, or nobody does in time. */
export const awaitApproval = async (signal: AbortSignal) => void (await request('device', { signal }))
