import { Waypoints } from 'lucide-react'
import Link from 'next/link'
import { Button } from '../_ui/button.tsx'
import { words } from '../_words/en.ts'
import { lineageOf } from './address-of.ts'

/** Leads to the picture of what something came from and what came of it. */
export function LineageLink({ project, of }: { project: string; of: string }) {
  return (
    <Button asChild>
      <Link href={lineageOf(project, of)}>
        <Waypoints aria-hidden />
        {words.lineage.open}
      </Link>
    </Button>
  )
}
