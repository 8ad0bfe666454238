import type { Role } from '#pipeline/columns.ts'
import { words } from '../_words/en.ts'
import { classNames } from './class-names.ts'

export function RoleMark({ role }: { role: Role }) {
  return (
    <span
      className={classNames(
        'inline-block rounded-md px-1.5 text-12 leading-5',
        role === 'target' ? 'bg-accent-soft text-accent-text' : 'bg-sunken text-soft',
      )}
    >
      {words.roles[role]}
    </span>
  )
}
