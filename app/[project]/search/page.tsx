import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { words } from '../../_words/en.ts'
import { SearchPage } from './search-page.tsx'

export const metadata: Metadata = { title: words.search.title }

export default async function Page({ params }: PageProps<'project'>) {
  return <SearchPage project={(await params).project} />
}
