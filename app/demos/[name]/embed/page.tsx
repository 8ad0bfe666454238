import type { Metadata } from 'next'
import { DemoPage } from '../../../_demos/demo-page.tsx'
import type { PageProps } from '../../../_frame/page-props.ts'

export const metadata: Metadata = { robots: { index: false, follow: false } }

/** The same within a frame; which pages may do so, the link says (`proxy.ts`). */
export default async function Page({ params, searchParams }: PageProps<'name'>) {
  const [{ name }, { key }] = await Promise.all([params, searchParams])
  return <DemoPage name={name} token={key} framed />
}
