import { catalogue } from '#nodes/index.ts'
import type { Resources } from '#services/context.ts'
import { readEnvironment } from '#services/environment.ts'
import { openPlatform } from '#services/open-platform.ts'
import { connectOrchestrator } from '#workflows/client.ts'

const once = globalThis as { espalierResources?: Promise<Resources> }

/** What this process opens once, when it is first wanted. A failed opening is tried again. */
export function resources(): Promise<Resources> {
  once.espalierResources ??= open().catch((fault) => {
    delete once.espalierResources
    throw fault
  })
  return once.espalierResources
}

async function open(): Promise<Resources> {
  const environment = readEnvironment()
  const { calendar } = connectOrchestrator(environment.temporalAddress)
  return await openPlatform({ environment, catalogue, calendar })
}
