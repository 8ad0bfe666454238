'use client'
import type { Thing } from '../../_lineage/things.ts'
import { ImpactOf } from './impact-of.tsx'
import { RestsOn } from './rests-on.tsx'

interface AboutProps {
  project: string
  thing: Thing
  everyVersion: boolean
}

/** The question that is asked most of a thing, answered below its picture. */
export function About({ project, thing: { kind, name, version }, everyVersion }: AboutProps) {
  if (kind === 'file') return <ImpactOf project={project} file={name} {...(version && !everyVersion && { version })} />
  if (kind === 'endpoint') return <RestsOn project={project} of={{ endpoint: name }} />
  if (kind === 'version' && version) return <RestsOn project={project} of={{ model: name, number: version }} />
  return null
}
