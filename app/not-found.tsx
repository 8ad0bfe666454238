import Link from 'next/link'
import { Button } from './_ui/button.tsx'
import { EmptyState } from './_ui/empty-state.tsx'
import { words } from './_words/en.ts'

export default function NotFound() {
  return (
    <div>
      <EmptyState
        title={words.frame.notFound}
        hint={words.frame.notFoundHint}
        action={
          <Button asChild look="primary">
            <Link href="/">{words.frame.backHome}</Link>
          </Button>
        }
      />
    </div>
  )
}
