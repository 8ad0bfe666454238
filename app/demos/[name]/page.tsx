import type { Metadata } from 'next'
import { DemoPage } from '../../_demos/demo-page.tsx'
import type { PageProps } from '../../_frame/page-props.ts'
import { words } from '../../_words/en.ts'

/** The name may be nobody's business, and search engines have none here. */
export const metadata: Metadata = { title: words.demos.one, robots: { index: false, follow: false } }

export default async function Page({ params, searchParams }: PageProps<'name'>) {
  const [{ name }, { key }] = await Promise.all([params, searchParams])
  return <DemoPage name={name} token={key} />
}
