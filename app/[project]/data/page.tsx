import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { FilesPage } from './files-page.tsx'

export const metadata: Metadata = { title: words.data.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [
        trpc.files.list.queryOptions(),
        trpc.lineage.fileUses.queryOptions(),
        trpc.datasets.list.queryOptions(),
        trpc.datasets.listMade.queryOptions(),
      ]}
    >
      <FilesPage project={project} />
    </Prefetched>
  )
}
