import type { ReactNode } from 'react'
import { signedIn } from '../_auth/signed-in.ts'
import { Trpc } from '../_trpc/client.tsx'
import { Frame } from './frame.tsx'
import { ReadAgain } from './read-again.tsx'

/** Everything of a project stands in here; nobody gets past it without a session. */
export async function ProjectFrame({ project, children }: { project: string; children: ReactNode }) {
  const { actor } = await signedIn(project)
  return (
    <Trpc project={project}>
      <ReadAgain />
      <Frame project={project} userName={actor.name}>
        {children}
      </Frame>
    </Trpc>
  )
}
