import { ServerConnection } from '@jupyterlab/services'
import { KernelConnection } from '@jupyterlab/services/lib/kernel/default.js'
import type { IInfoReplyMsg, IMessage } from '@jupyterlab/services/lib/kernel/messages.js'
import { deserialize, serialize } from '@jupyterlab/services/lib/kernel/serialize.js'
import { validateMessage } from '@jupyterlab/services/lib/kernel/validate.js'
import WebSocket from 'ws'

const requestMs = 30_000
const maxPayload = 256 * 1024 * 1024

const socketWith = (token: string) =>
  class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      // A token in the address would end in logs.
      super(address, protocols, { headers: { Authorization: `token ${token}` }, maxPayload, perMessageDeflate: false })
    }
  }

const nothing = (channel: 'iopub') => ({
  channel,
  header: { msg_id: '', msg_type: 'invalid', session: 'invalid', username: '', version: '5.2', date: '' },
  parent_header: {},
  metadata: {},
  content: {},
  buffers: [],
})

/** Code in a kernel can send anything; what breaks the protocol must not throw in a socket's event. */
const deserializeValid: typeof deserialize = (data, protocol) => {
  try {
    const message = deserialize(data, protocol)
    validateMessage(message as IMessage)
    return message
  } catch {
    return nothing('iopub') as unknown as ReturnType<typeof deserialize>
  }
}

export type ServerSettings = ServerConnection.ISettings

export const serverSettings = ({ baseUrl, token }: { baseUrl: string; token: string }): ServerSettings =>
  ServerConnection.makeSettings({
    baseUrl,
    wsUrl: baseUrl.replace(/^http/, 'ws'),
    token,
    appendToken: false,
    WebSocket: socketWith(token) as unknown as ServerSettings['WebSocket'],
    fetch: (request, init) => fetch(request, { ...init, signal: AbortSignal.timeout(requestMs) }),
    serializer: { serialize, deserialize: deserializeValid },
  })

/** The library's connection, with its background promises handled: it leaves them to reject unheard, which ends a Node process. */
export class Connection extends KernelConnection {
  /** Called when the main thread has answered, so all that was sent to it before this connection was made has ended. */
  onShellAnswered: () => void = () => undefined
  #resolveReady: () => void = () => undefined
  /** Resolves after the first call of `onShellAnswered`. */
  readonly ready = new Promise<void>((resolve) => {
    this.#resolveReady = resolve
  })

  override async requestKernelInfo(): Promise<IInfoReplyMsg | undefined> {
    const reply = await super.requestKernelInfo().catch(() => undefined)
    if (!reply) return
    this.onShellAnswered()
    this.#resolveReady()
    return reply
  }

  override async reconnect(): Promise<void> {
    if (!this.isDisposed) await super.reconnect().catch(() => undefined)
  }
}
