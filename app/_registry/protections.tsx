'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../_frame/page.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { toast, toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { AliasText, Chip } from './chip.tsx'
import { ProtectDialog } from './protect-dialog.tsx'

const text = words.approvals

/** What is protected, who may agree; of one model, or of all. */
export function Protections({ model }: { model?: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const shown = useQuery(trpc.approvals.protections.queryOptions(model === undefined ? {} : { model }))
  const lift = useMutation(
    trpc.approvals.unprotect.mutationOptions({
      onSuccess: (_, { alias }) => toast(text.unprotected(alias)),
      onError: toastFault,
      onSettled: () => {
        queries.invalidateQueries(trpc.approvals.pathFilter())
        queries.invalidateQueries(trpc.models.pathFilter())
      },
    }),
  )
  return (
    <Loaded query={shown} what={text.protections.toLowerCase()}>
      {({ protections, members, may }) => (
        <Section
          title={text.protections}
          about={text.protectionsAbout}
          actions={may.protect && <Button onClick={() => setOpen(true)}>{text.protect}</Button>}
        >
          {protections.length === 0 ? (
            <p className="text-soft">{text.noProtections}</p>
          ) : (
            <ul className="border-t border-line">
              {protections.map(({ id, model: of, alias, roles, people }) => (
                <li
                  key={id}
                  className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-2 py-1"
                >
                  <Chip
                    {...(may.protect && {
                      onRemove: () => lift.mutate({ alias, ...(of !== null && { model: of }) }),
                      removeLabel: text.unprotect(alias),
                    })}
                  >
                    <AliasText alias={alias} protection="protected" />
                  </Chip>
                  <span className="text-soft">{of === null ? text.everyModel : of}</span>
                  <span className="text-soft">{[...roles, ...people].join(', ')}</span>
                </li>
              ))}
            </ul>
          )}
          {!may.protect && <p className="text-12 text-faint">{text.ownersOnly}</p>}
          <ProtectDialog open={open} onOpen={setOpen} members={members} {...(model !== undefined && { model })} />
        </Section>
      )}
    </Loaded>
  )
}
