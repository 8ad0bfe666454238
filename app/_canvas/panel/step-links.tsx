'use client'
import Link from 'next/link'
import { Button } from '../../_ui/button.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'
import { useEditor } from '../editor-context.ts'

/** From a step to what it made in the rest of the platform. */
export function StepLinks({ step }: { step: StepView }) {
  const { project } = useEditor()
  const links = Object.values(step.outputs ?? {}).flatMap((output) => {
    if (output.type === 'model' && output.version) {
      const { model, number } = output.version
      return [
        {
          href: `/${project}/models/${encodeURIComponent(model)}?version=${number}`,
          label: words.canvas.step.openModel,
        },
      ]
    }
    if (output.type === 'endpoint')
      return [
        { href: `/${project}/endpoints/${encodeURIComponent(output.name)}`, label: words.canvas.step.openEndpoint },
      ]
    return []
  })
  return links.map(({ href, label }) => (
    <Button key={href} asChild className="self-start">
      <Link href={href}>{label}</Link>
    </Button>
  ))
}
