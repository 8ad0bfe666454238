import { ButtonLink } from './_ui/button-link.tsx'
import { EmptyState } from './_ui/empty-state.tsx'
import { words } from './_words/en.ts'

export default function NotFound() {
  return (
    <div>
      <EmptyState
        title={words.frame.notFound}
        hint={words.frame.notFoundHint}
        action={
          <ButtonLink look="primary" href="/">
            {words.frame.backHome}
          </ButtonLink>
        }
      />
    </div>
  )
}
