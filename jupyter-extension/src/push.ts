import type { Kernel, KernelMessage } from '@jupyterlab/services'
import { Fault } from './fault.ts'

/** What `espalier.push()` tells front ends. */
export interface Pushed {
  name: string
  status: 'pushed' | 'queued'
  runUrl: string | null
  /** `churn/3` */
  version: string | null
  versionUrl: string | null
  warnings: { message: string; hint?: string }[]
  refused: { message: string; hint?: string } | null
  grade: string | null
  fault: { message: string; hint?: string } | null
}

/** What stands before the answer in what the kernel prints. */
const mark = 'espalier-answer:'

const inKernel = (expression: string) => `
def _espalier_ask():
    import json, os, espalier
    print(${JSON.stringify(mark)} + ${expression})
try:
    _espalier_ask()
finally:
    del _espalier_ask
`

/** Pushes the notebook of a kernel, from within it. Faults: what the Python API says; UNAVAILABLE when the kernel dies. */
export async function pushFrom(kernel: Kernel.IKernelConnection, path: string): Promise<Pushed> {
  const name = JSON.stringify(path.split('/').at(-1))
  const push = `espalier.push(notebook=os.environ.get("JPY_SESSION_NAME") or ${name})`
  return JSON.parse(await askKernel(kernel, `json.dumps(${push}.to_json())`)) as Pushed
}

/** The text that a Python expression makes in a kernel; nothing of it is seen in the notebook, nor left in its history. */
async function askKernel(kernel: Kernel.IKernelConnection, expression: string): Promise<string> {
  const future = kernel.requestExecute({ code: inKernel(expression), store_history: false, allow_stdin: false })
  let printed = ''
  let problem: KernelMessage.IErrorMsg['content'] | undefined
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === 'stream') printed += (content as KernelMessage.IStreamMsg['content']).text
    if (header.msg_type === 'error') problem = content as KernelMessage.IErrorMsg['content']
  }
  await Promise.race([future.done, death(kernel)])
  if (problem) throw faultOfPython(problem)
  const answer = printed.split('\n').find((line) => line.startsWith(mark))
  if (!answer) throw new Fault({ code: 'INTERNAL', message: 'the kernel gave no answer', hint: 'see its log' })
  return answer.slice(mark.length)
}

const death = (kernel: Kernel.IKernelConnection): Promise<never> =>
  new Promise((_, reject) => {
    const look = () => {
      if (!['dead', 'restarting', 'autorestarting', 'terminating'].includes(kernel.status)) return
      const hint = 'run the cells again, then push again'
      reject(new Fault({ code: 'UNAVAILABLE', message: 'the kernel ended during the push', hint }))
    }
    kernel.statusChanged.connect(look)
    kernel.disposed.connect(look)
  })

export function faultOfPython({ ename, evalue }: { ename: string; evalue: string }): Fault {
  if (/ModuleNotFoundError/.test(ename) && /'espalier'/.test(evalue))
    return new Fault({
      code: 'NOT_FOUND',
      message: 'this kernel has no espalier package',
      hint: 'install engines/python of Espalier into its environment, then restart the kernel',
    })
  return new Fault({ code: 'INTERNAL', message: evalue || ename })
}
