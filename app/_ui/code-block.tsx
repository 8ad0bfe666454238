import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

/** Code to read and to take along. */
export function CodeBlock({ code, className }: { code: string; className?: string }) {
  return (
    <div className={classNames('flex items-start rounded-md bg-sunken', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
      <pre tabIndex={0} className="max-h-96 min-w-0 grow overflow-auto px-3 py-2.5 whitespace-pre">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} className="m-1 shrink-0" />
    </div>
  )
}
