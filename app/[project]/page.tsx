import { redirect } from 'next/navigation'
import type { PageProps } from '../_frame/page-props.ts'

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  redirect(`/${project}/pipelines`)
}
