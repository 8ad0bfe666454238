import { ProjectFrame } from '../_frame/project-frame.tsx'

export default async function Layout({ params, children }: LayoutProps<'/[project]'>) {
  const { project } = await params
  return <ProjectFrame project={project}>{children}</ProjectFrame>
}
