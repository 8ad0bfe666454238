import { useEffect, useState } from 'react'
import { type Fault, faultOf } from '../fault.ts'
import { type Approval, askApproval, awaitApproval } from '../server.ts'
import { useStore } from '../store.ts'
import { useParts } from './context.ts'

interface ApproveProps {
  url: string
  onFault(fault: Fault | undefined): void
}

/** Asks for an approval, shows its code, and waits for the decision while the panel is seen. */
export function Approve({ url, onFault }: ApproveProps) {
  const { platform, seen, trans } = useParts()
  const visible = useStore(seen)
  const [approval, setApproval] = useState<Approval>()

  useEffect(() => {
    if (!approval || !visible) return
    const ending = new AbortController()
    awaitApproval(ending.signal).then(
      () => platform.refresh(),
      (thrown) => {
        if (ending.signal.aborted) return
        setApproval(undefined)
        onFault(faultOf(thrown))
      },
    )
    return () => ending.abort()
  }, [platform, approval, visible, onFault])

  const begin = async () => {
    onFault(undefined)
    // Opened before anything is waited for: browsers let only a click open a page.
    const page = window.open('about:blank', '_blank')
    try {
      const asked = await askApproval(url)
      if (page) page.location.href = asked.verification_uri_complete
      setApproval(asked)
    } catch (thrown) {
      page?.close()
      onFault(faultOf(thrown))
    }
  }
  if (!approval)
    return (
      <button type="button" className="jp-mod-styled jp-mod-accept" onClick={() => void begin()}>
        {trans.__('Approve in the browser')}
      </button>
    )
  return (
    <div className="esp-Notice" role="status">
      <span>{trans.__('Approve this code in Espalier:')}</span>
      <code className="esp-Code">{approval.user_code}</code>
      <a href={approval.verification_uri_complete} target="_blank" rel="noreferrer">
        {trans.__('Open the page again')}
      </a>
      <button type="button" className="jp-mod-styled jp-mod-minimal" onClick={() => setApproval(undefined)}>
        {trans.__('Cancel')}
      </button>
    </div>
  )
}
