import { useStore } from '../store.ts'
import { useParts } from './context.ts'
import { Notice } from './notice.tsx'

interface HeadProps {
  url: string
  project: { slug: string; name: string }
  user: string
}

/** Where one is, as whom, and the way out. */
export function Head({ url, project, user }: HeadProps) {
  const { platform, commands, trans } = useParts()
  const silence = useStore(platform.silence)
  return (
    <header className="esp-Head">
      <div className="esp-Row">
        <a className="esp-Title" href={`${url}/${project.slug}`} target="_blank" rel="noreferrer">
          {project.name}
        </a>
        <span className="esp-Quiet esp-Cut">{user}</span>
      </div>
      <div className="esp-Row">
        <button type="button" className="esp-Text" onClick={() => void commands.execute('espalier:change-project')}>
          {trans.__('Change project')}
        </button>
        <button type="button" className="esp-Text" onClick={() => void platform.leave()}>
          {trans.__('Sign out')}
        </button>
      </div>
      {silence && <Notice fault={silence} />}
    </header>
  )
}
