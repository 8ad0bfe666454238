import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { LineagePage } from './lineage-page.tsx'

export const metadata: Metadata = { title: words.lineage.title }

export default async function Page({ params, searchParams }: PageProps<'project'>) {
  const [{ project }, { of, column }] = await Promise.all([params, searchParams])
  return (
    <Prefetched
      project={project}
      queries={(trpc) =>
        of ? [trpc.lineage.graph.queryOptions({ of, ...(column && { column }) })] : [trpc.lineage.recent.queryOptions()]
      }
    >
      <LineagePage project={project} />
    </Prefetched>
  )
}
