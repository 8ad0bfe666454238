import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

const patienceMs = 5000
const architectures = { x64: 'amd64', arm64: 'arm64' }

/** Fetches the official program to `target`; the reason where it cannot be had. Gives up when nothing comes for 5 s. */
export async function downloadTemporal({ version, target, say }) {
  const architecture = architectures[process.arch]
  if (!architecture) return `there is no official download for ${process.arch}`
  const name = `temporal_cli_${version}_${process.platform}_${architecture}.tar.gz`
  const addresses = [
    `https://github.com/temporalio/cli/releases/download/v${version}/${name}`,
    `https://temporal.download/cli/archive/v${version}?platform=${process.platform}&arch=${architecture}`,
  ]
  try {
    await Promise.any(addresses.map((address) => fetchInto(address, target, say)))
  } catch {
    return 'its official download cannot be reached'
  }
}

async function fetchInto(address, target, say) {
  await mkdir(dirname(target), { recursive: true })
  const folder = await mkdtemp(`${target}-`)
  const archive = join(folder, 'archive.tar.gz')
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), patienceMs)
  try {
    const answer = await fetch(address, { signal: stalled.signal })
    if (!answer.ok || !answer.body) throw new Error(`${answer.status}`)
    let size = 0
    const alive = new Transform({
      transform(chunk, _, done) {
        clearTimeout(timer)
        timer = setTimeout(() => stalled.abort(), patienceMs)
        size += chunk.length
        say(`downloading, ${Math.round(size / 1e6)} MB`)
        done(null, chunk)
      },
    })
    await pipeline(Readable.fromWeb(answer.body), alive, createWriteStream(archive), { signal: stalled.signal })
    await promisify(execFile)('tar', ['-xzf', archive, '-C', folder, 'temporal'])
    await rename(join(folder, 'temporal'), target)
  } finally {
    clearTimeout(timer)
    await rm(folder, { recursive: true, force: true })
  }
}
