'use client'
import { Toaster as Sonner, toast } from 'sonner'
import { faultText } from './fault-text.ts'

export { toast }

/** Says what went wrong, from anything that was thrown at a tRPC call. */
export const toastFault = (thrown: unknown) => {
  const { message, hint } = faultText(thrown)
  toast.error(message, { ...(hint && { description: hint }), duration: 10_000 })
}

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'floating flex w-(--width) items-start gap-3 px-3 py-2.5 text-13',
          title: 'font-strong',
          description: 'text-soft',
          error: '[&_[data-icon]]:text-danger',
          success: '[&_[data-icon]]:text-status-done',
          actionButton: 'ml-auto shrink-0 font-strong text-accent-text',
        },
      }}
    />
  )
}
