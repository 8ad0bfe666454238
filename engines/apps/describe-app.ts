import { Fault } from '#pipeline/fault.ts'
import { inChild } from './in-child.ts'
import type { AppCall } from './messages.ts'

interface DescribeApp {
  root: string
  url: string
  token?: string
  allowed: readonly string[]
}

const seconds = 20

/** What a Gradio app lists under "Use via API". Faults: as `inChild`. */
export async function describeApp({ root, ...reached }: DescribeApp): Promise<AppCall[]> {
  let found: AppCall[] | undefined
  await inChild({
    ...{ root, seconds, signal: new AbortController().signal, order: { do: 'describe', ...reached } },
    onWord: (word) => {
      if ('calls' in word) found = word.calls
    },
  })
  if (!found) throw new Fault('INTERNAL', 'who asked the app said nothing')
  return found
}
