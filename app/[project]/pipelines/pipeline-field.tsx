'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { Field } from '../../_ui/field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'

interface PipelineFieldProps {
  label: string
  slug: string
  onSlug: (slug: string) => void
}

export function PipelineField({ label, slug, onSlug }: PipelineFieldProps) {
  const trpc = useTRPC()
  const pipelines = useQuery(trpc.pipelines.list.queryOptions())
  return (
    <Field label={label}>
      <Select
        required
        options={(pipelines.data ?? []).map((one) => ({ value: one.slug, label: one.name }))}
        placeholder={words.pipelines.choose}
        value={slug}
        onValue={onSlug}
      />
    </Field>
  )
}
