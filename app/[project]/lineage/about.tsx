'use client'
import type { Thing } from '../../_lineage/things.ts'
import { words } from '../../_words/en.ts'
import { ImpactOf } from './impact-of.tsx'
import { RestsOn } from './rests-on.tsx'

const text = words.lineage

interface AboutProps {
  project: string
  thing: Thing
  everyVersion: boolean
  column: string | undefined
}

/** The question that is asked most of a thing, answered below its picture. */
export function About({ project, thing: { kind, name, version, note, removed }, everyVersion, column }: AboutProps) {
  if (kind === 'file')
    return (
      <ImpactOf project={project} of={{ file: name, ...(version && !everyVersion && { version }) }} column={column} />
    )
  if (kind === 'dataset')
    return <ImpactOf project={project} of={{ dataset: name, ...(note && { digest: note }) }} column={column} />
  if (kind === 'endpoint')
    return <RestsOn project={project} of={{ endpoint: name }} title={removed ? text.restedOn : text.restsOn} />
  if (kind === 'version' && version) return <RestsOn project={project} of={{ model: name, number: version }} />
  return null
}
