import { Fault, type FaultData, faultCodes } from '#pipeline/fault.ts'

/** An exception as the Jupyter protocol tells it. */
export interface PythonError {
  ename: string
  evalue: string
  traceback: string[]
}

const isFaultData = (value: unknown): value is FaultData => {
  const data = value as Partial<FaultData> | null
  return typeof data?.message === 'string' && faultCodes.some((code) => code === data.code)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with the escape character
const colours = /\u001b\[[0-9;]*m/g

export const tracebackText = ({ traceback }: PythonError): string => `${traceback.join('\n').replace(colours, '')}\n`

export const isFaultRaised = ({ ename, evalue }: PythonError): boolean =>
  ename === 'Fault' && isFaultData(parse(evalue))

export const isOutOfMemory = ({ ename }: PythonError): boolean => /MemoryError$/.test(ename)

/** `peakMb`: the most memory the kernel ever held, when it was asked. */
export const pythonFault = (error: PythonError, peakMb?: number): Fault => {
  const data = error.ename === 'Fault' && parse(error.evalue)
  if (isFaultData(data)) return Fault.fromJSON(data)
  if (isOutOfMemory(error)) {
    const peak = peakMb === undefined ? '' : ` (its peak was ${peakMb} MB)`
    return new Fault('LIMIT', `the step needs more memory than it may have${peak}`, {
      hint: 'use fewer rows or columns, or a node that needs less',
    })
  }
  const [line = ''] = error.evalue.replace(colours, '').split('\n')
  return new Fault('INTERNAL', `python raised ${error.ename}: ${line}`, { hint: 'the log of the step says where' })
}
