import Link from 'next/link'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { classNames } from '../../../_ui/class-names.ts'
import { words } from '../../../_words/en.ts'

const text = words.models
const near = 8

interface VersionPickerProps {
  model: Outputs['models']['get']
  number: number | undefined
}

/** The newest versions, and whichever is shown; all of them are a tab. */
export function VersionPicker({ model: { versions }, number }: VersionPickerProps) {
  const offered = versions.filter((one, index) => index < near || one.number === number || one.aliases.length > 0)
  return (
    <nav aria-label={text.versions} className="-mt-2 flex gap-1 overflow-x-auto">
      {offered.slice(0, 40).map((one) => (
        <Link
          key={one.id}
          href={`?version=${one.number}`}
          aria-current={one.number === number ? 'page' : undefined}
          className={classNames(
            'flex h-control shrink-0 items-center gap-1.5 rounded-md px-2.5 no-underline',
            one.number === number ? 'bg-hover font-strong' : 'text-soft hover:bg-hover',
          )}
        >
          {text.version(one.number)}
          {one.aliases.map((alias) => (
            <code key={alias} className="text-12 font-normal text-accent-text">
              @{alias}
            </code>
          ))}
        </Link>
      ))}
    </nav>
  )
}
