'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Column } from '#pipeline/columns.ts'
import type { FileValue } from '#pipeline/define-node.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { Input } from '../../../_ui/input.tsx'
import { Select } from '../../../_ui/select.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { CorrectTypes, type Types } from './correct-types.tsx'

const text = words.data
type Dialect = NonNullable<FileValue['dialect']>

const isMark = (value: string): value is NonNullable<Dialect['thousands']> => [',', '.', ' ', "'"].includes(value)

interface CorrectReadingProps {
  file: { name: string; version: number; dialect: Dialect; columns: readonly Column[] }
}

/** How a text file was understood, and another try at it. */
export function CorrectReading({ file: { name, version, dialect: detected, columns } }: CorrectReadingProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const [{ delimiter, quote, header, skip, decimal, thousands, encoding = 'utf-8' }, setDialect] =
    useState<Dialect>(detected)
  const [types, setTypes] = useState<Types>(() => ({ ...detected.types }))
  const change = (part: Partial<Dialect>) => setDialect((before) => ({ ...before, ...part }))
  const detect = useMutation(
    trpc.files.detectAgain.mutationOptions({
      onSuccess: ({ columns }) => {
        toast.success(text.readAnew(columns.length))
        queries.invalidateQueries(trpc.files.pathFilter())
        router.push('?')
      },
    }),
  )
  const named = (names: Record<string, string>, value: string) =>
    Object.entries({ ...names, ...(!(value in names) && { [value]: value }) }).map(([one, label]) => ({
      value: one,
      label,
    }))
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary>{detected.encoding ? `${text.correct} (${detected.encoding})` : text.correct}</summary>
      <form
        className="flex flex-wrap items-end gap-4 pt-3 pb-1"
        onSubmit={(event) => {
          event.preventDefault()
          detect.mutate({
            name,
            version,
            dialect: {
              ...{ delimiter, quote, header, skip },
              ...(decimal && { decimal }),
              ...(thousands && { thousands }),
              encoding,
            },
            types,
          })
        }}
      >
        <Field label={text.encoding}>
          <Select
            value={encoding}
            options={named(text.encodings, encoding)}
            onValue={(value) => change({ encoding: value })}
          />
        </Field>
        <Field label={text.delimiter}>
          <Select
            value={delimiter}
            options={named(text.delimiters, delimiter)}
            onValue={(value) => change({ delimiter: value })}
          />
        </Field>
        <Field label={text.quote}>
          <Select value={quote} options={named(text.quotes, quote)} onValue={(value) => change({ quote: value })} />
        </Field>
        <Field label={text.skip}>
          <Input
            type="number"
            min={0}
            max={100_000}
            value={skip}
            onChange={(event) => change({ skip: Number(event.target.value) })}
          />
        </Field>
        <Field label={text.decimal}>
          <Select
            value={decimal ?? '.'}
            options={named(text.decimals, decimal ?? '.')}
            onValue={(value) =>
              setDialect(({ decimal: _, ...rest }) => (value === ',' ? { ...rest, decimal: value } : rest))
            }
          />
        </Field>
        <Field label={text.thousands}>
          <Select
            value={thousands ?? ''}
            options={named(text.thousandMarks, thousands ?? '')}
            onValue={(value) =>
              setDialect(({ thousands: _, ...rest }) => (isMark(value) ? { ...rest, thousands: value } : rest))
            }
          />
        </Field>
        <Checkbox label={text.header} checked={header} onChecked={(checked) => change({ header: checked })} />
        <CorrectTypes columns={columns} value={types} onValue={setTypes} />
        <Button type="submit" disabled={detect.isPending}>
          {detect.isPending ? text.reading(name) : text.readAgain}
        </Button>
      </form>
      <p className="pb-1 text-12 text-faint">{text.correctAbout}</p>
      {detect.error && <FaultNotice fault={faultText(detect.error)} />}
    </details>
  )
}
