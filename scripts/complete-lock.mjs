#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesThatAreMissing } from './check/lock.mjs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/**
 * Run it after `npm install` on a registry that holds only this machine's variants of native packages: npm leaves the
 * others out of the lock, and then `npm ci` refuses it everywhere. Their versions are pinned by who wants them.
 * `node scripts/complete-lock.mjs [FOLDER]`
 */
function completeLock(path) {
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  for (const { name, version } of packagesThatAreMissing(lock)) {
    const words = name.split(/[/-]/)
    const os = systems.find((system) => words.includes(system))
    const cpu = processors.find((processor) => words.includes(processor))
    const musl = words.some((word) => word.startsWith('musl'))
    const libc = os === 'linux' ? [musl ? 'musl' : 'glibc'] : undefined
    lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], libc, optional: true, os: os && [os] }
  }
  const { '': own, ...others } = lock.packages
  const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = { '': own, ...Object.fromEntries(sorted) }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
}

completeLock(join(process.argv[2] ?? '.', 'package-lock.json'))
