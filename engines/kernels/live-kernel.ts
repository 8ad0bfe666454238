import type { IAnyMessageArgs } from '@jupyterlab/services/lib/kernel/kernel.js'
import { createMessage, type IControlMessage } from '@jupyterlab/services/lib/kernel/messages.js'
import type { IModel } from '@jupyterlab/services/lib/kernel/restapi.js'
import { Fault } from '#pipeline/fault.ts'
import { Connection, type ServerSettings } from './connection.ts'

/** How long silence is borne, in milliseconds. */
export interface Patience {
  /** Between two probes of a kernel; `misses` of them unanswered in a row and it counts as frozen. */
  probe: number
  misses: number
  /** For the first answer of a new kernel. */
  start: number
  disconnected: number
  /** From interrupting a cancelled execution to killing its kernel. */
  grace: number
  /** Since a kernel that nobody is connected to last did anything, until it counts as left behind. */
  orphan: number
  /** For the next execution of a group. */
  spare: number
}

export interface LiveKernel {
  id: string
  clientId: string
  connection: Connection
  /** Called whenever the kernel has answered a probe. */
  onAlive: () => void
  /** Rejects, at most once, when the kernel can no longer be relied on. */
  failure: Promise<never>
  dispose(): void
}

const fatal = new Set(['restarting', 'autorestarting', 'dead'])
const lost = (message: string) =>
  new Fault('UNAVAILABLE', message, { hint: 'the step is tried again; if it happens again, look for a lack of memory' })

/** Connects to a kernel and watches it: a dead, frozen or unreachable one looks like a busy one to who merely waits. */
export const connectKernel = (
  settings: ServerSettings,
  patience: Patience,
  model: IModel,
  clientId: string,
): LiveKernel => {
  const connection = new Connection({ model, clientId, serverSettings: settings, handleComms: false })
  const probes = new Set<string>()
  const since = Date.now()
  let answered = false
  let offline: NodeJS.Timeout | undefined
  let fail: (fault: Fault) => void = () => undefined
  const failure = new Promise<never>((_, reject) => {
    fail = reject
  })
  failure.catch(() => undefined)

  const probe = () => {
    if (connection.connectionStatus !== 'connected') return
    const frozen = answered ? probes.size >= patience.misses : Date.now() - since > patience.start
    if (frozen) return fail(lost(`the kernel no longer answers: ${model.id}`))
    const probing = createMessage({ msgType: 'kernel_info_request', channel: 'shell', session: clientId, content: {} })
    probes.add(probing.header.msg_id)
    // The library types this request for the shell channel only; the protocol answers it on both.
    connection.sendControlMessage({ ...probing, channel: 'control' } as unknown as IControlMessage, true)
  }

  const onMessage = (_: unknown, { msg, direction }: IAnyMessageArgs) => {
    if (direction !== 'recv' || msg.channel !== 'control') return
    if (!probes.has((msg.parent_header as { msg_id?: string }).msg_id ?? '')) return
    probes.clear()
    answered = true
    kernel.onAlive()
  }

  const onConnection = () => {
    clearTimeout(offline)
    if (connection.connectionStatus === 'connected') return probe()
    probes.clear()
    const bearable = answered ? patience.disconnected : patience.start
    offline = setTimeout(() => fail(lost('the Jupyter server cannot be reached')), bearable)
  }

  const timer = setInterval(probe, patience.probe)

  const kernel: LiveKernel = {
    id: model.id,
    clientId,
    connection,
    onAlive: () => undefined,
    failure,
    dispose: () => {
      clearInterval(timer)
      clearTimeout(offline)
      connection.connectionStatusChanged.disconnect(onConnection)
      connection.dispose()
    },
  }
  connection.anyMessage.connect(onMessage)
  connection.connectionStatusChanged.connect(onConnection)
  connection.statusChanged.connect((_, status) => {
    if (fatal.has(status)) fail(lost(`the kernel died: ${model.id}`))
  })
  connection.disposed.connect(() => fail(lost(`the kernel is gone: ${model.id}`)))
  onConnection()
  return kernel
}
