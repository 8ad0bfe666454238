import { useCallback, useEffect, useState } from 'react'
import type { OpenDemo } from '#services/demos/open.ts'
import type { Row } from './row.ts'

/** An answer that was looked at and not kept. */
export interface Tried {
  row: Row
  prediction: string | number
  version: number
  /** Milliseconds since 1970. */
  at: number
}

const most = 50
const keyOf = (name: string) => `espalier.tried.${name}`

/** What was tried in this tab, the newest first; it ends with the tab, and no server hears of it. */
export function useTried({ name, inputs, version }: Pick<OpenDemo, 'name' | 'inputs' | 'version'>) {
  const [tried, setTried] = useState<Tried[]>([])
  useEffect(() => setTried(read(name)), [name])
  const pictures = inputs.some(({ type }) => type === 'image')
  const add = useCallback(
    (row: Row, prediction: string | number) => {
      // A picture is too large for a browser to keep.
      if (pictures) return
      setTried((before) => {
        const same = JSON.stringify(row)
        const others = before.filter((one) => one.version !== version.number || JSON.stringify(one.row) !== same)
        const all = [{ row, prediction, version: version.number, at: Date.now() }, ...others].slice(0, most)
        write(name, all)
        return all
      })
    },
    [name, pictures, version.number],
  )
  return { tried, add }
}

/** A browser may keep nothing within a frame. */
function read(name: string): Tried[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? '[]') as Tried[]
  } catch {
    return []
  }
}

function write(name: string, tried: readonly Tried[]): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(tried))
  } catch {
    return
  }
}
