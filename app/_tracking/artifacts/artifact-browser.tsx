'use client'
import type { artifactRoot } from './root.ts'

export function ArtifactBrowser({ root }: { root: ReturnType<typeof artifactRoot> }) {
  return <code>{JSON.stringify(root)}</code>
}
