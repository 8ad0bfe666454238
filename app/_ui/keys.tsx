/** `keys` as `Mod+K`; Mod is Control, or Command on a Mac. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span aria-hidden className="flex gap-0.5" suppressHydrationWarning>
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className="rounded-md border border-line bg-sunken px-1 text-12 text-soft"
          suppressHydrationWarning
        >
          {key === 'Mod' ? modifier() : key}
        </kbd>
      ))}
    </span>
  )
}

const modifier = () => (typeof navigator !== 'undefined' && /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl')
