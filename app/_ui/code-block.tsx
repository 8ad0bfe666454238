import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

/** Code to read and to take along. */
export function CodeBlock({ code, className }: { code: string; className?: string }) {
  return (
    <div className={classNames('relative rounded-md bg-sunken', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
      <pre tabIndex={0} className="max-h-96 overflow-auto px-3 py-2.5 pr-10 whitespace-pre">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} className="absolute top-1 right-1 bg-sunken" />
    </div>
  )
}
