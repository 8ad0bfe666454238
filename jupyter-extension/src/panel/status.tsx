const glyphs: Record<string, string> = {
  queued: '◌',
  running: '◐',
  waiting: '◫',
  done: '✓',
  finished: '✓',
  failed: '✗',
  cancelled: '⊘',
  killed: '⊘',
}

/** A status by its own glyph, never by colour alone. */
export const Status = ({ of }: { of: string }) => {
  const name = of.toLowerCase()
  return (
    <span className="esp-Status" data-status={name} role="img" aria-label={name} title={name}>
      {glyphs[name] ?? '·'}
    </span>
  )
}
