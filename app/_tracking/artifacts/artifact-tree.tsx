'use client'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, File, Folder } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { classNames } from '../../_ui/class-names.ts'
import { bytesText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'

interface TreeProps {
  /** Of the run, in the store. */
  folder: string
  /** Beneath the folder of the run. */
  chosen: string | undefined
  onChoose: (path: string) => void
}

export function ArtifactTree(props: TreeProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is a list of lists
    <ul role="tree" aria-label={words.tracking.artifacts} onKeyDown={moveFocus} className="min-w-0 self-start">
      <Level {...props} within="" depth={0} />
    </ul>
  )
}

interface LevelProps extends TreeProps {
  within: string
  depth: number
}

function Level({ within, ...props }: LevelProps) {
  const trpc = useTRPC()
  const { folder, depth } = props
  const entries = useQuery(trpc.tracked.artifacts.queryOptions({ folder: within ? `${folder}/${within}` : folder }))
  if (!entries.data) return <li className="pl-6 text-faint">{words.common.loading(within)}</li>
  const sorted = [...entries.data].sort((a, b) => Number(b.isFolder) - Number(a.isFolder))
  return sorted.map((entry) => (
    <Entry
      key={entry.name}
      {...props}
      {...entry}
      depth={depth}
      path={within ? `${within}/${entry.name}` : entry.name}
    />
  ))
}

interface EntryProps extends TreeProps {
  name: string
  path: string
  isFolder: boolean
  size: number
  depth: number
}

function Entry({ name, path, isFolder, size, depth, folder, chosen, onChoose }: EntryProps) {
  const [open, setOpen] = useState(chosen?.startsWith(`${path}/`) ?? false)
  const isChosen = chosen === path
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the button within has the focus
    <li role="treeitem" aria-selected={isChosen} {...(isFolder && { 'aria-expanded': open })}>
      <button
        type="button"
        data-entry
        data-open={isFolder ? String(open) : undefined}
        onClick={() => (isFolder ? setOpen(!open) : onChoose(path))}
        style={{ paddingLeft: depth * 16 + 4 }}
        className={classNames(
          'flex h-control w-full items-center gap-1.5 rounded-md pr-2 text-left hover:bg-hover [&_svg]:size-3.5 [&_svg]:shrink-0',
          isChosen && 'bg-accent-soft font-strong',
        )}
      >
        {isFolder ? (
          <ChevronRight aria-hidden className={classNames('text-faint', open && 'rotate-90')} />
        ) : (
          <span className="w-3.5" />
        )}
        {isFolder ? <Folder aria-hidden className="text-soft" /> : <File aria-hidden className="text-faint" />}
        <span className="min-w-0 grow truncate" title={name}>
          {name}
        </span>
        {!isFolder && <span className="figures shrink-0 text-faint">{bytesText(size)}</span>}
      </button>
      {open && isFolder && (
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree
        <ul role="group">
          <Level folder={folder} within={path} depth={depth + 1} chosen={chosen} onChoose={onChoose} />
        </ul>
      )}
    </li>
  )
}

/** Up and down from line to line; left and right fold and unfold. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const { target, currentTarget, key } = event
  if (!(target instanceof HTMLElement)) return
  const { open } = target.dataset
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  const entries = [...currentTarget.querySelectorAll<HTMLElement>('[data-entry]')]
  if (step) entries[entries.indexOf(target) + step]?.focus()
  else if ((key === 'ArrowRight' && open === 'false') || (key === 'ArrowLeft' && open === 'true')) target.click()
  else return
  event.preventDefault()
}
