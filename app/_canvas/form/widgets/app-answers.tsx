'use client'
import { Button } from '../../../_ui/button.tsx'
import { words } from '../../../_words/en.ts'
import { useColumns } from '../form-context.ts'
import { type ListProps, ListWidget } from './list.tsx'
import { useCall } from './use-app.ts'

/** New columns, which can be taken from what the chosen call says that it answers. */
export function AppAnswers(props: ListProps) {
  const call = useCall()
  const taken = useColumns('rows') ?? []
  const offered = namesOf(
    call?.answers.map(({ label }) => label) ?? [],
    taken.map(({ name }) => name),
  ).map((name, place) => ({ name, type: call?.answers[place]?.type ?? 'text' }))
  const same = JSON.stringify(offered) === JSON.stringify(props.value)
  return (
    <>
      {offered.length > 0 && !same && (
        <Button className="self-start" onClick={() => props.onValue(offered)}>
          {words.gradioApp.take(offered.map(({ name }) => name).join(', '))}
        </Button>
      )}
      <ListWidget {...props} />
    </>
  )
}

/** Labels, each once, and none that a column has; what has none is an answer. */
function namesOf(labels: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  return labels.map((label) => {
    // Gradio numbers what has no label.
    const wished = label.trim().replace(/^value_\d+$/, '') || 'answer'
    let name = wished
    for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${wished} ${number}`
    used.add(name.toLowerCase())
    return name
  })
}
