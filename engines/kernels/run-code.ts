import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IAnyMessageArgs } from '@jupyterlab/services/lib/kernel/kernel.js'
import { createMessage, type IMessage } from '@jupyterlab/services/lib/kernel/messages.js'
import { Fault } from '#pipeline/fault.ts'
import type { Execution, Outcome } from './kernels.ts'
import type { LiveKernel } from './live-kernel.ts'
import { isOutOfMemory, pythonFault } from './python-fault.ts'
import { Raised, readMessages } from './read-messages.ts'
import { limitMemory, peakMemory } from './start-up.ts'

interface Code {
  code: string
  silent: boolean
  msgId?: string
  expressions?: Record<string, string>
}

const send = ({ connection, clientId }: LiveKernel, { code, silent, msgId = randomUUID(), expressions = {} }: Code) => {
  const content = { code, silent, store_history: false, allow_stdin: false, user_expressions: expressions }
  connection.sendShellMessage(
    createMessage({ msgType: 'execute_request', channel: 'shell', session: clientId, msgId, content }),
    true,
  )
  return msgId
}

const parentOf = (message: IMessage) => (message.parent_header as { msg_id?: string }).msg_id

/** Runs code that nobody waits for: whatever is sent later runs after it. */
export const runAhead = async (kernel: LiveKernel, code: string): Promise<void> => {
  await Promise.race([kernel.connection.ready, kernel.failure])
  send(kernel, { code, silent: true })
}

const peakOf = async (kernel: LiveKernel): Promise<number | undefined> => {
  const answer = new Promise<number | undefined>((resolve) => {
    kernel.connection.anyMessage.connect((_, { msg }) => {
      if (msg.header.msg_type !== 'execute_reply' || parentOf(msg) !== asked) return
      const { user_expressions } = msg.content as { user_expressions?: { peak?: { data?: { 'text/plain'?: string } } } }
      resolve(Number(user_expressions?.peak?.data?.['text/plain']) || undefined)
    })
  })
  const asked = send(kernel, { code: '', silent: true, expressions: { peak: peakMemory } })
  return await Promise.race([answer, sleep(2000, undefined, { ref: false })])
}

/** Runs an execution in a kernel, or listens to the one that already runs there. */
export const runCode = async (kernel: LiveKernel, execution: Execution, running?: string): Promise<Outcome> => {
  const { connection, clientId, failure } = kernel
  const reader = readMessages(execution)
  const msgId = running ?? randomUUID()
  kernel.onAlive = execution.onAlive
  const listen = (_: unknown, { msg, direction }: IAnyMessageArgs) => {
    if (direction === 'recv' && parentOf(msg) === msgId) reader.take(msg)
  }
  connection.anyMessage.connect(listen)
  if (!running) {
    await Promise.race([connection.ready, failure])
    if (connection.connectionStatus !== 'connected') throw new Fault('UNAVAILABLE', 'the kernel is out of reach')
    if (execution.memoryMb) send(kernel, { code: limitMemory(execution.memoryMb), silent: true })
    execution.onAttempt({ kernelId: kernel.id, clientId, msgId })
    send(kernel, { code: execution.code, silent: false, msgId })
  } else execution.onAttempt({ kernelId: kernel.id, clientId, msgId })
  connection.onShellAnswered = reader.free
  try {
    return await Promise.race([reader.outcome, failure])
  } catch (thrown) {
    if (!(thrown instanceof Raised)) throw thrown
    throw pythonFault(thrown.error, isOutOfMemory(thrown.error) ? await peakOf(kernel) : undefined)
  } finally {
    connection.anyMessage.disconnect(listen)
    kernel.onAlive = () => undefined
  }
}
