import type { Fault } from '../fault.ts'
import { useParts } from './context.ts'
import { Notice } from './notice.tsx'

/** There is a token, but nobody answers. */
export function Away({ why }: { why: Fault }) {
  const { platform, trans } = useParts()
  return (
    <div className="esp-Page">
      <Notice fault={why} />
      <div className="esp-Row">
        <button type="button" className="jp-mod-styled jp-mod-accept" onClick={() => void platform.refresh()}>
          {trans.__('Try again')}
        </button>
        <button type="button" className="jp-mod-styled jp-mod-minimal" onClick={() => void platform.leave()}>
          {trans.__('Sign out')}
        </button>
      </div>
    </div>
  )
}
