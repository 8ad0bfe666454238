import { Fault } from '#pipeline/fault.ts'
import { runPlatform } from './run-platform.ts'
import { type KernelHold, runPython } from './run-python.ts'
import { runSql } from './run-sql.ts'
import type { Made, StepWork } from './step-work.ts'

/** What a definition has one of decides where it runs; its kind is never looked at. */
export function runBody(work: StepWork, hold?: KernelHold): Promise<Made> {
  const { definition } = work
  if ('sql' in definition) return runSql({ ...work, definition })
  if ('run' in definition) return runPlatform({ ...work, definition }, hold?.onAlive ?? (() => {}))
  if (!hold) throw new Fault('INTERNAL', `a kernel is needed for: ${definition.kind}`)
  return runPython({ ...work, definition }, hold)
}
