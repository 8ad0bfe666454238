import type { Metadata } from 'next'
import type { PageProps } from '../../../../_frame/page-props.ts'
import { ReportsPage } from '../../../../_monitor/reports-page.tsx'
import { Prefetched } from '../../../../_trpc/prefetched.tsx'
import { words } from '../../../../_words/en.ts'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  return { title: words.monitors.allOf((await params).name) }
}

export default async function Page({ params }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.monitors.reports.queryOptions({ endpoint: name, limit: 200 })]}
    >
      <ReportsPage project={project} endpoint={name} />
    </Prefetched>
  )
}
