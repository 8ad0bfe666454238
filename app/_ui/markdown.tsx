import ReactMarkdown, { type Components } from 'react-markdown'
import gfm from 'remark-gfm'

/** Headings start below those of the page; pictures from elsewhere would tell others who reads this. */
const components: Components = {
  h1: ({ children }) => <h2 className="text-18">{children}</h2>,
  h2: ({ children }) => <h3 className="mt-2 text-15">{children}</h3>,
  h3: ({ children }) => <h4 className="mt-1 font-strong">{children}</h4>,
  a: ({ href, children }) => (
    <a className="link" href={href} rel="noreferrer nofollow" target="_blank">
      {children}
    </a>
  ),
  img: ({ alt }) => <span className="text-faint">{alt}</span>,
  ul: ({ children }) => <ul className="list-disc pl-5">{children}</ul>,
  ol: ({ children }) => <ol className="list-decimal pl-5">{children}</ol>,
  blockquote: ({ children }) => <blockquote className="border-l-2 border-line pl-3 text-soft">{children}</blockquote>,
  pre: ({ children }) => <pre className="overflow-x-auto rounded-md bg-sunken p-3">{children}</pre>,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table className="border-collapse text-left [&_td]:h-7 [&_td]:pr-6 [&_th]:pr-6 [&_th]:pb-1 [&_th]:text-12 [&_th]:font-normal [&_th]:text-faint [&_tr]:border-b [&_tr]:border-line">
        {children}
      </table>
    </div>
  ),
}

/** What people wrote, with tables; HTML in it is left out. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="flex max-w-180 min-w-0 flex-col gap-3 break-words">
      <ReactMarkdown remarkPlugins={[gfm]} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  )
}
