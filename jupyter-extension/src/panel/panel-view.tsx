import { useEffect } from 'react'
import { useStore } from '../store.ts'
import { Away } from './away.tsx'
import { useParts } from './context.ts'
import { Head } from './head.tsx'
import { Sections } from './sections.tsx'
import { SignIn } from './sign-in.tsx'

/** What the panel shows: how to sign in, why nothing can be shown, or what there is. */
export function PanelView() {
  const { platform, seen, trans } = useParts()
  const session = useStore(platform.session)
  const visible = useStore(seen)

  useEffect(() => {
    if (visible) void platform.refresh()
  }, [platform, visible])
  // While the platform is away as well: so it is heard when it is back.
  const hasToken = session.phase === 'in' || session.phase === 'away'
  useEffect(() => (visible && hasToken ? platform.listen() : undefined), [platform, visible, hasToken])

  if (session.phase === 'asking') return <p className="esp-Quiet">{trans.__('Asking Espalier …')}</p>
  if (session.phase === 'out') return <SignIn url={session.url} {...(session.why && { why: session.why })} />
  if (session.phase === 'away') return <Away why={session.why} />
  return (
    <>
      <Head url={session.url} project={session.project} user={session.user} />
      <Sections url={session.url} project={session.project.slug} />
    </>
  )
}
