'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { Select } from '../_ui/select.tsx'
import { toast, toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'

const text = words.tracking

interface MoveRunsProps {
  open: boolean
  onOpen: (open: boolean) => void
  ids: readonly string[]
  /** The experiment they are in, where that is one. */
  from?: number
  onMoved?: () => void
}

/** Chooses the experiment that runs go to. */
export function MoveRuns({ open, onOpen, ids, from, onMoved }: MoveRunsProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const list = useQuery(trpc.experiments.list.queryOptions({ lifecycle: 'active' }, { enabled: open }))
  const targets = (list.data ?? []).filter(({ number }) => number !== from)
  const settled = () =>
    Promise.all([trpc.experiments, trpc.tracked].map((one) => queries.invalidateQueries(one.pathFilter())))
  const back = useMutation(trpc.tracked.move.mutationOptions({ onSettled: settled, onError: toastFault }))
  const move = useMutation(
    trpc.tracked.move.mutationOptions({
      onSettled: settled,
      onSuccess: ({ from: before }, { to }) => {
        const undo = () => {
          for (const { experiment, ids: those } of before) back.mutate({ ids: those, to: experiment })
        }
        const name = targets.find(({ number }) => number === to)?.name ?? String(to)
        toast(text.moved(ids.length, name), { action: { label: words.experiments.undo, onClick: undo } })
        onOpen(false)
        onMoved?.()
      },
    }),
  )
  return (
    <Dialog open={open} onOpen={onOpen} title={text.moveTitle(ids.length)} about={text.moveAbout}>
      <Loaded query={list} what={words.experiments.many}>
        {() =>
          targets.length === 0 ? (
            <p className="text-soft">{text.moveNowhere}</p>
          ) : (
            <form
              className="flex flex-col gap-4"
              onSubmit={(event) => {
                event.preventDefault()
                const to = Number(new FormData(event.currentTarget).get('to'))
                move.mutate({ ids: [...ids], to })
              }}
            >
              <Field label={text.moveTo}>
                <Select
                  name="to"
                  options={targets.map(({ number, name }) => ({ value: String(number), label: name }))}
                />
              </Field>
              {move.error && <FaultNotice fault={faultText(move.error)} />}
              <div className="flex justify-end gap-2">
                <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
                <Button look="primary" type="submit" disabled={move.isPending}>
                  {text.moveAction}
                </Button>
              </div>
            </form>
          )
        }
      </Loaded>
    </Dialog>
  )
}
