import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

const kept = 1500
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs a program, its output into a log file; it ends with us. Throws with the beginning and the end of its output. */
export async function runCommand(command, args, { log, ...options }) {
  await mkdir(dirname(log), { recursive: true })
  const file = createWriteStream(log)
  let head = ''
  let tail = ''
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const end = (signal) => {
      child.kill(signal)
      process.kill(process.pid, signal)
    }
    for (const signal of signals) process.once(signal, end)
    child.once('close', () => {
      for (const signal of signals) process.off(signal, end)
    })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        file.write(text)
        const room = kept - head.length
        head += text.slice(0, room)
        tail = (tail + text.slice(room)).slice(-kept)
      })
    child.once('error', reject).once('close', (exit, signal) => resolve(exit ?? signal))
  }).finally(() => file.end())
  if (code !== 0)
    throw new Error(`${[command, ...args].join(' ')} ended with ${code}\n${withoutRepeats(head + tail)}\nLog: ${log}`)
}

const withoutRepeats = (text) =>
  text
    .trim()
    .split('\n')
    .filter((line, index, lines) => line !== lines[index - 1])
    .join('\n')
