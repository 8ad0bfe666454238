import { Waypoints } from 'lucide-react'
import { ButtonLink } from '../_ui/button-link.tsx'
import { words } from '../_words/en.ts'
import { lineageOf } from './address-of.ts'

/** Leads to the picture of what something came from and what came of it. */
export function LineageLink({ project, of }: { project: string; of: string }) {
  return (
    <ButtonLink href={lineageOf(project, of)}>
      <Waypoints aria-hidden />
      {words.lineage.open}
    </ButtonLink>
  )
}
