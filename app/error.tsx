'use client'
import { usePathname } from 'next/navigation'
import { Button } from './_ui/button.tsx'
import { ButtonLink } from './_ui/button-link.tsx'
import { FaultNotice } from './_ui/fault-notice.tsx'
import { faultText } from './_ui/fault-text.ts'
import { words } from './_words/en.ts'

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const list = usePathname().split('/').slice(0, -1)
  const fault = faultText(error)
  if (fault.code === 'NOT_FOUND' && list.length > 1)
    return (
      <div className="flex max-w-160 flex-col items-start gap-3 p-8">
        <h1 className="text-18">{words.frame.notFound}</h1>
        <FaultNotice fault={fault} />
        <ButtonLink href={list.join('/')}>{words.common.backTo(list.at(-1) ?? '')}</ButtonLink>
      </div>
    )
  const message = process.env.NODE_ENV === 'production' ? words.frame.failed : error.message
  return (
    <div className="flex max-w-160 flex-col items-start gap-3 p-8">
      <h1 className="text-18">{words.frame.failed}</h1>
      <FaultNotice fault={{ code: 'INTERNAL', message, hint: words.common.offlineHint }} />
      <Button onClick={reset}>{words.common.tryAgain}</Button>
    </div>
  )
}
