import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { retell } from '#services/steps/retell.ts'
import type { StepWork } from './step-work.ts'

const begunBy = 'begun-by.json'
const printed = z.object({ stream: z.enum(['stdout', 'stderr']), text: z.string() })
type Printed = z.infer<typeof printed>

/** Says in a folder which attempt began there; one that takes it up finds it said. */
export const noteBeginning = ({ folder, attempt }: StepWork): Promise<void> =>
  writeFile(join(folder, begunBy), JSON.stringify(attempt), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })

/**
 * The output of work that is taken up, told from what its kernel keeps of it, so that each line comes once and in order:
 * all of it at first, then whatever is new with each call.
 */
export async function followOutput(work: StepWork): Promise<() => Promise<void>> {
  const { ctx, runId, step, token, folder, report } = work
  const since = Number(await readFile(join(folder, begunBy), 'utf8').catch(() => work.attempt))
  let told = await outputIn(folder)
  await retell(ctx, { runId, node: step.node, token, since, logs: merged(told) })
  let reading = Promise.resolve()
  let waiting = false
  return () => {
    if (waiting) return reading
    waiting = true
    reading = reading.then(async () => {
      waiting = false
      const all = await outputIn(folder)
      for (const { stream, text } of all.slice(told.length)) report.log(stream, text)
      told = all
    })
    return reading
  }
}

async function outputIn(folder: string): Promise<Printed[]> {
  const text = await readFile(join(folder, 'output.jsonl'), 'utf8').catch(() => '')
  // The last piece is empty, or a line that is being written.
  const lines = text.split('\n').slice(0, -1)
  return lines.flatMap((line) => printed.safeParse(parsed(line)).data ?? [])
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const longest = 128 * 1024

/** Fewer and longer pieces, as a step that is listened to tells them. */
function merged(pieces: Printed[]): Printed[] {
  const all: Printed[] = []
  for (const { stream, text } of pieces) {
    const last = all.at(-1)
    if (last?.stream === stream && last.text.length < longest) last.text += text
    else all.push({ stream, text })
  }
  return all
}
