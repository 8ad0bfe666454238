import { expect, test } from 'vitest'
import { faultOfPython, type Pushed } from './push.ts'
import { pushedText } from './pushed-text.ts'
import { serverEvents } from './sse.ts'

const trans = { __: (text: string, ...values: unknown[]) => text.replace(/%(\d)/g, (_, at) => String(values[at - 1])) }

const pushed: Pushed = {
  name: 'train',
  status: 'pushed',
  runUrl: 'http://p/default/experiments/churn/runs/1',
  version: 'churn/3',
  versionUrl: null,
  warnings: [{ message: 'cell 3 ran before cell 2', hint: 'restart and run all' }],
  refused: null,
  grade: 'B',
  fault: null,
}

test('a push tells its version, its grade and what to mind', () => {
  expect(pushedText(pushed, trans as never, 'Train.ipynb').split('\n')).toEqual([
    'Pushed Train.ipynb',
    'Model churn v3',
    'Reproducibility B',
    '⚠ cell 3 ran before cell 2: restart and run all',
  ])
})

test('a push while the platform is away says that it is kept', () => {
  const waits: Pushed = {
    ...pushed,
    status: 'queued',
    version: null,
    grade: null,
    warnings: [],
    fault: { message: 'away' },
  }
  expect(pushedText(waits, trans as never, 'Train.ipynb')).toBe('Train.ipynb is kept here and sent later: away')
})

test('a kernel without the package is told how to get it', () => {
  const fault = faultOfPython({ ename: 'ModuleNotFoundError', evalue: "No module named 'espalier'" })
  expect(fault.hint).toContain('restart the kernel')
  expect(faultOfPython({ ename: 'ValueError', evalue: 'wrong' }).message).toBe('wrong')
})

test('events are read however the stream is cut', async () => {
  const text = 'event: change\ndata: {"topic":"model"}\n\n: still here\n\nevent: away\ndata: {"code":"UNAVAILABLE"}\n\n'
  const cut = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const letter of text) controller.enqueue(new TextEncoder().encode(letter))
      controller.close()
    },
  })
  const read: unknown[] = []
  for await (const event of serverEvents(cut)) read.push(event)
  expect(read).toEqual([
    { name: 'change', data: { topic: 'model' } },
    { name: 'away', data: { code: 'UNAVAILABLE' } },
  ])
})
