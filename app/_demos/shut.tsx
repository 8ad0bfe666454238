import type { FaultData } from '#pipeline/fault.ts'
import { signInAddress } from '../_auth/after-sign-in.ts'
import { Logo } from '../_frame/logo.tsx'
import { Button } from '../_ui/button.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { words } from '../_words/en.ts'

const text = words.demo

interface ShutProps {
  fault: FaultData
  name: string
  /** Where else whoever is signed in already may go. */
  way?: 'home'
}

/** For whom a demo does not open: why, and what to do. */
export function Shut({ fault, name, way }: ShutProps) {
  const known = fault.code === 'GONE' || fault.code === 'UNAVAILABLE'
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col justify-center gap-5 px-4 py-12">
      <p className="flex items-center gap-2 text-soft">
        <Logo /> {words.common.product}
      </p>
      <h1 className="text-18 md:text-24">{text.shutTitle}</h1>
      <FaultNotice fault={fault} />
      {!known && (
        <div>
          <Button asChild look="primary">
            {way === 'home' ? (
              <a href="/">{words.frame.backHome}</a>
            ) : (
              <a href={signInAddress(`/demos/${name}`)}>{text.signIn}</a>
            )}
          </Button>
        </div>
      )}
    </main>
  )
}
