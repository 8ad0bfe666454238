'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../../../_frame/page.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { TextArea } from '../../../_ui/input.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import type { Demo } from './form-preview.tsx'
import { NewLink } from './new-link.tsx'

const text = words.demoEditor
const rules = Object.keys(text.rules) as Demo['rule'][]

/** Who may open a demo, and the links there are to it. */
export function Sharing({ demo, url }: { demo: Demo; url: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { name, shares } = demo
  const [rule, setRule] = useState(demo.rule)
  const [guests, setGuests] = useState(demo.guests.join('\n'))
  const onSettled = () => queries.invalidateQueries(trpc.demos.pathFilter())
  const save = useMutation(
    trpc.demos.setRule.mutationOptions({ onSettled, onSuccess: () => toast.success(text.ruleSaved) }),
  )
  const revoke = useMutation(
    trpc.demos.revokeShare.mutationOptions({ onSettled, onError: toastFault, onSuccess: () => toast(text.revoked) }),
  )
  return (
    <div className="flex max-w-200 flex-col gap-8 pt-4">
      <Section title={text.rule} about={text.ruleAbout}>
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate({ name, rule, guests: guests.split(/[\s,;]+/).filter(Boolean) })
          }}
        >
          <div role="radiogroup" aria-label={text.rule} className="flex flex-col">
            {rules.map((one) => (
              <label key={one} className="flex min-h-control cursor-pointer items-center gap-2">
                <input
                  type="radio"
                  name="rule"
                  className="size-4 accent-accent"
                  checked={rule === one}
                  onChange={() => setRule(one)}
                />
                {text.rules[one]}
              </label>
            ))}
          </div>
          {rule === 'named' && (
            <Field label={text.guests} hint={text.guestsHint}>
              <TextArea value={guests} onChange={({ target }) => setGuests(target.value)} />
            </Field>
          )}
          {save.error && <FaultNotice fault={faultText(save.error)} />}
          <div>
            <Button type="submit" disabled={save.isPending}>
              {text.saveRule}
            </Button>
          </div>
        </form>
      </Section>
      <Section
        title={text.links}
        about={text.linksAbout}
        actions={<NewLink name={name} url={url} onMade={() => setRule('link')} />}
      >
        {shares.length === 0 ? (
          <p className="text-soft">{text.noLinks}</p>
        ) : (
          <div className="overflow-x-auto">
            <table aria-label={text.links} className="w-full text-left [&_td]:pr-4 [&_th]:pr-4">
              <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
                <tr>
                  <th>{text.linkColumns.name}</th>
                  <th className="max-md:hidden">{text.linkColumns.prefix}</th>
                  <th>{text.linkColumns.uses}</th>
                  <th>{text.linkColumns.ends}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {shares.map(({ id, name: of, prefix, used, total, expiresAt }) => (
                  <tr key={id} className="border-b border-line [&>td]:h-9">
                    <td>{of}</td>
                    <td className="max-md:hidden">
                      <code>{prefix}…</code>
                    </td>
                    <td className="figures">{text.usesOf(used, total)}</td>
                    <td>
                      {expiresAt && expiresAt < new Date() ? text.ended : expiresAt && <RelativeTime at={expiresAt} />}
                    </td>
                    <td className="text-right">
                      <Button disabled={revoke.isPending} onClick={() => revoke.mutate({ name, id })}>
                        {text.revoke}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
    </div>
  )
}
