'use client'
import type { DemoCard } from '#services/demos/card.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import { Loaded } from '../_ui/loaded.tsx'
import { Markdown } from '../_ui/markdown.tsx'
import { words } from '../_words/en.ts'
import type { Door } from './ask.ts'
import { useAsked } from './use-asked.ts'

/** The card of the model that answers. */
export function About({ door, demo }: { door: Door; demo: OpenDemo }) {
  const card = useAsked<DemoCard>(door, 'card', demo.version.number)
  return (
    <Loaded query={card} what={words.demo.tabs.about.toLowerCase()}>
      {({ text }) => <Markdown text={text} />}
    </Loaded>
  )
}
