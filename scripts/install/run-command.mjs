import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

const tailLength = 2000

/** Runs a program, its output into a log file; `say` gets its last line. Throws with the end of the output. */
export async function runCommand(command, args, { log, say = () => {}, ...options }) {
  await mkdir(dirname(log), { recursive: true })
  const file = createWriteStream(log)
  let tail = ''
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        file.write(text)
        tail = (tail + text).slice(-tailLength)
        const line = text
          .trim()
          .split(/[\r\n]+/)
          .at(-1)
        if (line) say(line)
      })
    child.once('error', reject).once('close', (exit, signal) => resolve(exit ?? signal))
  }).finally(() => file.end())
  if (code !== 0)
    throw new Error(`${[command, ...args].join(' ')} ended with ${code}\n${withoutRepeats(tail)}\nLog: ${log}`)
}

const withoutRepeats = (text) =>
  text
    .trim()
    .split('\n')
    .filter((line, index, lines) => line !== lines[index - 1])
    .join('\n')
