import { ProjectFrame } from './_frame/project-frame.tsx'
import { defaultProject } from './_trpc/context.ts'
import { Prefetched } from './_trpc/prefetched.tsx'
import { WelcomePage } from './_welcome/welcome-page.tsx'

export default function Page() {
  return (
    <ProjectFrame project={defaultProject}>
      <Prefetched
        project={defaultProject}
        queries={(trpc) => [trpc.templates.list.queryOptions(), trpc.pipelines.list.queryOptions()]}
      >
        <WelcomePage project={defaultProject} />
      </Prefetched>
    </ProjectFrame>
  )
}
