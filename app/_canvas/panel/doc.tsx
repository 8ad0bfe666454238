import { Fragment } from 'react'

/** The markdown that nodes are described in: paragraphs, lists, `code` and **strong**; nothing else is needed. */
export function Doc({ text }: { text: string }) {
  const blocks = text.trim().split(/\n\s*\n/)
  return (
    <div className="flex flex-col gap-2">
      {blocks.map((block) => {
        const lines = block.split('\n').map((line) => line.trim())
        const isList = lines.every((line) => /^[-*] /.test(line))
        return isList ? (
          <ul key={block} className="list-disc pl-4">
            {lines.map((line) => (
              <li key={line}>
                <Inline text={line.slice(2)} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={block}>
            <Inline text={lines.join(' ')} />
          </p>
        )
      })}
    </div>
  )
}

function Inline({ text }: { text: string }) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    const key = `${index} ${part}`
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    return <Fragment key={key}>{part}</Fragment>
  })
}
