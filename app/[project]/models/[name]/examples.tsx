import { Section } from '../../../_frame/page.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { DataGrid } from '../../../_ui/data-grid.tsx'
import { words } from '../../../_words/en.ts'

const text = words.registry

/** Rows that the version was shown, in the columns that a caller sends. */
export function Examples({ version: { details, signature } }: { version: Outputs['models']['getVersion'] }) {
  if (details.examples.length === 0) return <p className="pt-4 text-soft">{text.noExamples}</p>
  return (
    <Section title={text.examples} about={text.examplesAbout} className="pt-4">
      <DataGrid
        label={text.examples}
        columns={signature.inputs.map(({ name, type }) => ({ name, type }))}
        rows={details.examples.map((row) => signature.inputs.map(({ name }) => row[name] ?? null))}
        className="max-h-96"
      />
    </Section>
  )
}
