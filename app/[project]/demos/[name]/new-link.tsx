'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import encodeQR from 'qr'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { CodeBlock } from '../../../_ui/code-block.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { Input, TextArea } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'

const text = words.demoEditor

interface NewLinkProps {
  name: string
  /** Of the platform. */
  url: string
  onMade: () => void
}

/** A link with limits; shown once, as text, as a QR code and as a frame. */
export function NewLink({ name, url, onMade }: NewLinkProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const share = useMutation(
    trpc.demos.share.mutationOptions({
      onSuccess: () => {
        queries.invalidateQueries(trpc.demos.pathFilter())
        onMade()
      },
    }),
  )
  const make = (form: FormData) => {
    const given = (field: string) => String(form.get(field) ?? '').trim()
    const limits = ['days', 'perHour', 'total'].flatMap((field) =>
      given(field) ? [[field, Number(given(field))]] : [],
    )
    const frames = given('frames').split(/\s+/).filter(Boolean)
    const title = given('title')
    share.mutate({ name, ...(title && { title }), ...Object.fromEntries(limits), frames })
  }
  const address = share.data && new URL(share.data.path, url).href
  return (
    <>
      <Button
        onClick={() => {
          share.reset()
          setOpen(true)
        }}
      >
        {text.newLink}
      </Button>
      <Dialog
        open={open}
        onOpen={setOpen}
        title={address ? text.linkReady : text.linkTitle}
        about={address ? text.linkOnce : text.linkAbout}
      >
        {address ? (
          <Made address={address} framed={(share.variables?.frames?.length ?? 0) > 0} />
        ) : (
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault()
              make(new FormData(event.currentTarget))
            }}
          >
            <Field label={text.linkName} hint={text.linkNameHint}>
              <Input name="title" maxLength={120} autoComplete="off" />
            </Field>
            <div className="grid grid-cols-2 gap-3 md:grid-cols-3">
              <Field label={text.days}>
                <Input name="days" type="number" min={1} max={365} defaultValue={14} required />
              </Field>
              <Field label={text.perHour}>
                <Input name="perHour" type="number" min={1} placeholder={text.noLimit} />
              </Field>
              <Field label={text.total}>
                <Input name="total" type="number" min={1} placeholder={text.noLimit} />
              </Field>
            </div>
            <Field label={text.frames} hint={text.framesHint}>
              <TextArea name="frames" className="min-h-10!" />
            </Field>
            {share.error && <FaultNotice fault={faultText(share.error)} />}
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
              <Button look="primary" type="submit" disabled={share.isPending}>
                {text.newLink}
              </Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  )
}

function Made({ address, framed }: { address: string; framed: boolean }) {
  const picture = `data:image/svg+xml,${encodeURIComponent(encodeQR(address, 'svg', { ecc: 'medium' }))}`
  const frame = address.replace(/\?key=/, '/embed?key=')
  return (
    <>
      <CodeBlock code={address} />
      {/* biome-ignore lint/performance/noImgElement: the bytes are in the address, so there is nothing to optimise */}
      <img src={picture} alt={text.qr} className="size-56 self-center rounded-md bg-[white] p-2" />
      {framed && (
        <>
          <h3 className="text-13 font-strong">{text.iframe}</h3>
          <CodeBlock
            code={`<iframe src="${frame}" width="100%" height="900" style="border:0" title="Demo"></iframe>`}
          />
        </>
      )}
    </>
  )
}
