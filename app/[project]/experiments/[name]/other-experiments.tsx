'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { words } from '../../../_words/en.ts'

const text = words.experiments

interface OtherExperimentsProps {
  own: number
  chosen: readonly number[]
  onChoose: (numbers: readonly number[]) => void
}

/** Chooses experiments whose runs stand in the same table. */
export function OtherExperiments({ own, chosen, onChoose }: OtherExperimentsProps) {
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const list = useQuery(trpc.experiments.list.queryOptions({ lifecycle: 'active' }, { enabled: open }))
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.others}</Button>
      <Dialog
        open={open}
        onOpen={setOpen}
        title={text.others}
        about={text.othersAbout}
        actions={
          <Button look="primary" onClick={() => setOpen(false)}>
            {words.common.close}
          </Button>
        }
      >
        <Loaded query={list} what={text.many}>
          {(rows) =>
            rows
              .filter(({ number }) => number !== own)
              .map(({ number, name, runs }) => (
                <Checkbox
                  key={number}
                  label={
                    <>
                      {name} <span className="figures text-faint">{runs}</span>
                    </>
                  }
                  checked={chosen.includes(number)}
                  onChecked={(on) => onChoose(on ? [...chosen, number] : chosen.filter((one) => one !== number))}
                />
              ))
          }
        </Loaded>
      </Dialog>
    </>
  )
}
