import type { ReactNode } from 'react'
import type { PageProps } from '../_frame/page-props.ts'
import { ProjectFrame } from '../_frame/project-frame.tsx'

export default async function Layout({
  params,
  children,
}: Pick<PageProps<'project'>, 'params'> & { children: ReactNode }) {
  const { project } = await params
  return <ProjectFrame project={project}>{children}</ProjectFrame>
}
