'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { words } from '../../_words/en.ts'

/** Leads on to JupyterLab as soon as it is there. */
export function EnterNotebooks() {
  const trpc = useTRPC()
  const { mutate, error, data } = useMutation(
    // This page is not kept: going back from JupyterLab leads to the one before.
    trpc.devices.enterNotebooks.mutationOptions({
      onSuccess: ({ address, extension }) => {
        if (extension === 'there') location.replace(address)
      },
    }),
  )
  useEffect(() => mutate(), [mutate])
  if (error)
    return (
      <>
        <FaultNotice fault={faultText(error)} />
        <div>
          <Button onClick={() => mutate()}>{words.notebooks.tryAgain}</Button>
        </div>
      </>
    )
  if (data?.extension === 'missing')
    return (
      <>
        <div role="status" className="rounded-md bg-warning-soft px-3 py-2.5">
          <p className="font-strong">{words.notebooks.missing(new URL(data.address).origin)}</p>
          <p className="text-soft">{words.notebooks.missingHint}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => mutate()}>{words.notebooks.tryAgain}</Button>
          <Button asChild look="primary">
            <a href={data.address}>{words.notebooks.openAnyway}</a>
          </Button>
        </div>
      </>
    )
  return (
    <div role="status">
      <p className="font-strong">{words.notebooks.opening}</p>
      <p className="text-soft">{words.notebooks.openingHint}</p>
    </div>
  )
}
