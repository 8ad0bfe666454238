import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Ports = [web: number, api: number]

/** The ports that stood in for a wanted one at the last start, so that addresses people noted go on to lead here. */
export function formerPorts(home: string, wanted: number): Ports | undefined {
  try {
    const kept: { wanted: number; ports: Ports } = JSON.parse(readFileSync(pathIn(home), 'utf8'))
    return kept.wanted === wanted ? kept.ports : undefined
  } catch {
    return undefined
  }
}

export const keepPorts = (home: string, wanted: number, ports: Ports): void =>
  writeFileSync(pathIn(home), JSON.stringify({ wanted, ports }), { mode: 0o600 })

const pathIn = (home: string) => join(home, 'ports.json')
