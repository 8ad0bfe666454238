'use client'
import { Command } from 'cmdk'
import { Dialog, VisuallyHidden } from 'radix-ui'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { words } from '../_words/en.ts'
import { Keys } from './keys.tsx'

export interface PaletteCommand {
  id: string
  label: string
  group: string
  /** Shown beside it; whoever registers the command binds the keys. */
  keys?: string
  /** Found by what was typed, so it is shown however it is called. */
  always?: true
  run: () => void
}

interface Registry {
  register: (commands: readonly PaletteCommand[]) => () => void
  open: () => void
}

const RegistryContext = createContext<Registry>({ register: () => () => {}, open: () => {} })
const TypedContext = createContext('')

/** What is typed into the palette; nothing while it is closed. */
export const usePaletteText = () => useContext(TypedContext)

export const useOpenPalette = () => useContext(RegistryContext).open

/** Offers commands in the palette while the calling component is on the page. Memoise the list. */
export function useCommands(commands: readonly PaletteCommand[]) {
  const { register } = useContext(RegistryContext)
  useEffect(() => register(commands), [register, commands])
}

export function CommandPalette({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<ReadonlySet<readonly PaletteCommand[]>>(new Set())
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const registry = useMemo<Registry>(
    () => ({
      open: () => setOpen(true),
      register: (commands) => {
        setSets((before) => new Set(before).add(commands))
        return () => setSets((before) => new Set([...before].filter((set) => set !== commands)))
      },
    }),
    [],
  )
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  const commands = [...sets].flat()
  const groups = new Set(commands.map(({ group }) => group))
  return (
    <RegistryContext value={registry}>
      <TypedContext value={open ? typed : ''}>{children}</TypedContext>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
          <Dialog.Content
            aria-describedby={undefined}
            className="floating fixed top-[15vh] left-1/2 z-50 w-140 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden"
          >
            <VisuallyHidden.Root>
              <Dialog.Title>{words.frame.palette}</Dialog.Title>
            </VisuallyHidden.Root>
            <Command loop label={words.frame.palette}>
              <Command.Input
                onValueChange={setTyped}
                placeholder={words.frame.palettePlaceholder}
                className="h-11 w-full border-b border-line bg-transparent px-4 text-15 outline-none placeholder:text-faint"
              />
              <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
                <Command.Empty className="px-3 py-6 text-center text-soft">{words.frame.paletteEmpty}</Command.Empty>
                {[...groups].map((group) => (
                  <Command.Group
                    key={group}
                    heading={group}
                    forceMount={inGroup(commands, group).some(({ always }) => always)}
                    className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-faint"
                  >
                    {inGroup(commands, group).map(({ id, label, keys, always, run }) => (
                      <Command.Item
                        key={id}
                        value={`${group} ${label} ${id}`}
                        {...(always && { forceMount: true })}
                        onSelect={() => {
                          setOpen(false)
                          run()
                        }}
                        className="flex min-h-control cursor-default items-center justify-between gap-4 rounded-md px-2.5 data-[selected=true]:bg-hover"
                      >
                        {label}
                        {keys && <Keys keys={keys} />}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ))}
              </Command.List>
            </Command>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </RegistryContext>
  )
}

const inGroup = (commands: readonly PaletteCommand[], wanted: string) =>
  commands.filter(({ group }) => group === wanted)
