import Link from 'next/link'
import type { Outputs } from '../_trpc/outputs.ts'
import { PipelinePicture } from '../_ui/pipeline-picture.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { StatusGlyph } from '../_ui/status-glyph.tsx'
import { words } from '../_words/en.ts'

interface RecentPipelinesProps {
  project: string
  pipelines: Outputs['pipelines']['list']
}

export function RecentPipelines({ project, pipelines }: RecentPipelinesProps) {
  return (
    <ul className="border-t border-line">
      {pipelines.map(({ id, slug, name, spec, lastRun, updatedAt }) => (
        <li key={id} className="relative flex items-center gap-4 border-b border-line px-2 py-1.5 hover:bg-hover">
          <Link
            href={`/${project}/pipelines/${slug}`}
            className="min-w-0 grow truncate font-strong no-underline after:absolute after:inset-0"
          >
            {name}
          </Link>
          <PipelinePicture
            spec={spec}
            label={words.welcome.picture(name, Object.keys(spec.nodes).length)}
            className="hidden h-7 w-36 shrink-0 md:block"
          />
          <span className="flex w-5 shrink-0">{lastRun && <StatusGlyph status={lastRun.status} />}</span>
          <span className="w-28 shrink-0 text-right text-soft">
            <RelativeTime at={updatedAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}
