'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { IconButton } from '../_ui/icon-button.tsx'
import { toast, toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { AliasDialog } from './alias-dialog.tsx'
import { AliasText, Chip } from './chip.tsx'

const text = words.registry

interface AliasesProps {
  model: Outputs['models']['get']
  number: number
}

/** The aliases of a version; what is protected is asked for, all else can be taken back. */
export function Aliases({ model, number }: AliasesProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const settle = { onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()), onError: toastFault }
  const set = useMutation(trpc.models.setAlias.mutationOptions(settle))
  const remove = useMutation(trpc.models.removeAlias.mutationOptions(settle))
  const { name } = model

  const lead = (alias: string, to: number | null, reason?: string) => {
    const from = model.aliases.find((one) => one.alias === alias)?.number ?? null
    const told = (move: Outputs['models']['setAlias']) => {
      setOpen(false)
      if (move.outcome === 'requested') toast(text.aliasAsked(alias, move.request), { duration: 8000 })
      if (move.outcome !== 'moved') return
      toast(to === null ? text.aliasGone(alias) : text.aliasMoved(alias, to), {
        action: { label: text.undo, onClick: () => back(alias, from) },
      })
    }
    const why = reason ? { reason } : {}
    if (to === null) remove.mutate({ name, alias, ...why }, { onSuccess: told })
    else set.mutate({ name, alias, number: to, ...why }, { onSuccess: told })
  }
  const back = (alias: string, to: number | null) =>
    to === null ? remove.mutate({ name, alias }) : set.mutate({ name, alias, number: to })

  const own = model.aliases.filter((one) => one.number === number)
  return (
    <>
      {own.map(({ alias, protection }) => (
        <Chip
          key={alias}
          {...(protection === 'protected' && { title: text.protectedAlias(alias) })}
          onRemove={() => lead(alias, null)}
          removeLabel={text.removeAlias(alias)}
        >
          <AliasText alias={alias} protection={protection} />
        </Chip>
      ))}
      {own.length === 0 && <span className="text-faint">{text.noAliases}</span>}
      <IconButton label={text.addAlias} onClick={() => setOpen(true)}>
        <Plus />
      </IconButton>
      <AliasDialog
        open={open}
        onOpen={setOpen}
        model={name}
        number={number}
        known={model.aliases.filter((one) => one.number !== number).map(({ alias }) => alias)}
        busy={set.isPending}
        onAlias={(alias, reason) => lead(alias, number, reason)}
      />
    </>
  )
}
