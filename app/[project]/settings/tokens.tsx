'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../../_frame/page.tsx'
import { CreateToken } from '../../_tokens/create-token.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { ConfirmByName } from '../../_ui/confirm-by-name.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'

const text = words.settings

export function Tokens() {
  const trpc = useTRPC()
  const tokens = useQuery(trpc.tokens.list.queryOptions())
  const [revoking, setRevoking] = useState<{ id: string; name: string }>()
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions({ onSuccess: () => tokens.refetch() }))
  const list = tokens.data ?? []
  return (
    <Section title={text.tokens} about={text.tokensAbout} actions={list.length > 0 && <CreateToken look="primary" />}>
      {tokens.data?.length === 0 && (
        <EmptyState title={text.noTokens} hint={text.noTokensHint} action={<CreateToken look="primary" />} />
      )}
      {list.length > 0 && (
        <table aria-label={text.tokens} className="w-full text-left">
          <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
            <tr>
              <th>{text.columns.name}</th>
              <th className="hidden md:table-cell">{text.columns.prefix}</th>
              <th className="hidden md:table-cell">{text.columns.scopes}</th>
              <th className="hidden md:table-cell">{text.columns.created}</th>
              <th>{text.columns.expires}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {list.map(({ id, name, prefix, scopes, createdAt, expiresAt }) => (
              <tr key={id} className="border-b border-line [&>td]:h-10 [&>td]:py-1 [&>td]:pr-3">
                <td className="font-strong break-words">{name}</td>
                <td className="hidden md:table-cell">
                  <code className="whitespace-nowrap">{prefix}…</code>
                </td>
                <td className="hidden md:table-cell">{scopes.map(scopeText).join(', ')}</td>
                <td className="hidden md:table-cell">
                  <RelativeTime at={createdAt} />
                </td>
                <td>{expiresAt ? <RelativeTime at={expiresAt} /> : text.never}</td>
                <td className="w-px">
                  <Button look="quiet" onClick={() => setRevoking({ id, name })}>
                    {text.revoke}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ConfirmByName
        open={revoking !== undefined}
        onOpen={() => setRevoking(undefined)}
        title={text.revokeTitle(revoking?.name ?? '')}
        consequence={text.revokeConsequence}
        name={revoking?.name ?? ''}
        action={text.revoke}
        onConfirm={() =>
          revoke.mutateAsync(
            { id: revoking?.id ?? '' },
            { onSuccess: () => toast.success(text.revoked(revoking?.name ?? '')) },
          )
        }
      />
    </Section>
  )
}

const scopeText = (scope: string): string => text.scopes[scope as keyof typeof text.scopes] ?? scope
