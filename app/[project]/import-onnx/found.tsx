import { CircleCheck, CircleHelp } from 'lucide-react'
import { Section } from '../../_frame/page.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { bytesText, NumberText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'

const text = words.onnx
type Inspection = Pick<Outputs['models']['inspectOnnx'], 'found' | 'remarks'>
interface Tensor {
  name: string
  kind: string
  element?: string | undefined
  shape?: (number | string | null)[] | undefined
}

interface FoundProps {
  title: string
  about?: string
  found: Omit<Inspection['found'], 'inputs' | 'outputs'> & { inputs: Tensor[]; outputs: Tensor[] }
  remarks: Inspection['remarks']
}

/** What a file says of itself, and what the gate made of it. */
export function Found({ title, about, found, remarks }: FoundProps) {
  const { producer, operators, bytes, opsets, inputs, outputs } = found
  const facts = [
    { title: text.producer, value: producer || text.unknownProducer },
    { title: text.operators, value: <NumberText value={operators} /> },
    { title: text.size, value: <span className="figures">{bytesText(bytes)}</span> },
    {
      title: text.versions,
      value: Object.entries(opsets)
        .map(([domain, version]) => `${domain || 'ai.onnx'} ${version}`)
        .join(', '),
    },
  ]
  return (
    <Section title={title} about={about}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.map(({ title, value }) => (
          <div key={title} className="contents">
            <dt className="text-soft">{title}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <Tensors title={text.takes} tensors={inputs} />
      <Tensors title={text.gives} tensors={outputs} />
      <ul className="flex flex-col gap-1.5">
        {remarks.map(({ text: said, assumed }) => (
          <li key={said} className="flex gap-2">
            {assumed ? (
              <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
            ) : (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
            )}
            <span className="min-w-0 break-words">
              <span className="sr-only">{assumed ? text.assumed : text.sure}: </span>
              {said}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Tensors({ title, tensors }: { title: string; tensors: Tensor[] }) {
  return (
    <div>
      <h3 className="text-12 text-faint">{title}</h3>
      <ul>
        {tensors.slice(0, 12).map(({ name, kind, element, shape }) => (
          <li key={name} className="truncate">
            <code>{name}</code>{' '}
            <span className="text-soft">
              {element ?? kind} {shape && `[${shape.map((size) => size ?? '?').join(', ')}]`}
            </span>
          </li>
        ))}
        {tensors.length > 12 && <li className="text-faint">{words.common.columnsShown(tensors.length)}</li>}
      </ul>
    </div>
  )
}
