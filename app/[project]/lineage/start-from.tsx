'use client'
import { useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { Input } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'

const text = words.lineage

/** Names what to look at. */
export function StartFrom({ of, onStart }: { of: string; onStart: (of: string) => void }) {
  const [name, setName] = useState(of)
  const [known, setKnown] = useState(of)
  if (known !== of) {
    setKnown(of)
    setName(of)
  }
  return (
    <form
      className="flex w-full gap-2 md:w-auto"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) onStart(name.trim())
      }}
    >
      <Input
        aria-label={text.find}
        title={text.findHint}
        placeholder={text.find}
        className="md:w-72"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit">{text.look}</Button>
    </form>
  )
}
