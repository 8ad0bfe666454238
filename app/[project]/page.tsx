import { redirect } from 'next/navigation'

export default async function Page({ params }: PageProps<'/[project]'>) {
  const { project } = await params
  redirect(`/${project}/pipelines`)
}
