import type { Metadata } from 'next'
import { Page } from '../../_frame/page.tsx'
import { words } from '../../_words/en.ts'
import { EnterNotebooks } from './enter-notebooks.tsx'

export const metadata: Metadata = { title: words.notebooks.title }

export default function NotebooksPage() {
  return (
    <Page title={words.notebooks.title} width="text">
      <EnterNotebooks />
    </Page>
  )
}
