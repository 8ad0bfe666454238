import { parseSpec, type Spec } from '#pipeline/spec.ts'

/** Work that the server does not have yet, and the revision it was made from. */
export interface Draft {
  base: number
  spec: Spec
}

/** Keeps drafts where they survive a closed tab and a lost network. */
export interface Drafts {
  read(): Draft | undefined
  write(draft: Draft): void
  clear(): void
}

export function localDrafts(pipelineId: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  const name = `espalier:draft:${pipelineId}`
  return {
    read() {
      const text = storage.getItem(name)
      if (!text) return undefined
      try {
        const { base, spec } = JSON.parse(text) as { base: unknown; spec: unknown }
        return typeof base === 'number' ? { base, spec: parseSpec(spec) } : undefined
      } catch {
        return undefined
      }
    },
    write: (draft) => storage.setItem(name, JSON.stringify(draft)),
    clear: () => storage.removeItem(name),
  }
}
