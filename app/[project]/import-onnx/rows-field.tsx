'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Field } from '../../_ui/field.tsx'
import { IconButton } from '../../_ui/icon-button.tsx'
import { Select } from '../../_ui/select.tsx'
import { Upload } from '../../_ui/upload.tsx'
import type { Uploaded } from '../../_ui/use-uploads.ts'
import { words } from '../../_words/en.ts'

const text = words.onnx

interface RowsFieldProps {
  project: string
  chosen: { name: string; version?: number } | undefined
  seen: Outputs['models']['inspectOnnx']['rows']
  onChoose: (rows: { name: string; version?: number } | undefined) => void
}

/** A table such as the model was trained on: one of the project, or a new one. */
export function RowsField({ project, chosen, seen, onChoose }: RowsFieldProps) {
  const trpc = useTRPC()
  const files = useQuery(trpc.files.list.queryOptions())
  const known = files.data ?? []
  return (
    <Section title={text.rows} about={text.rowsAbout}>
      {chosen ? (
        <p className="flex items-center gap-2">
          <code>{chosen.name}</code>
          <span className="text-soft">{seen && text.rowsSeen(seen.total, seen.version)}</span>
          <IconButton label={text.rowsRemove} onClick={() => onChoose(undefined)}>
            <X />
          </IconButton>
        </p>
      ) : (
        <div className="grid items-start gap-4 md:grid-cols-2">
          <Upload<Uploaded> project={project} onUploaded={({ name, version }) => onChoose({ name, version })} />
          {known.length > 0 && (
            <Field label={text.rowsKnown}>
              <Select
                value=""
                placeholder={text.rowsNone}
                options={known.map(({ name }) => name)}
                onValue={(name) => name && onChoose({ name })}
              />
            </Field>
          )}
        </div>
      )}
    </Section>
  )
}
