import type { ModelInput, Parity, Signature } from '#pipeline/ports/model.ts'
import type { VersionFiles } from '../get-files.ts'

/** What a card is written from. */
export interface CardFacts {
  model: string
  number: number
  description: string | null
  createdAt: Date
  createdBy: string
  /** In words: `revision 2 of the pipeline Penguins`. */
  from: string | null
  signature: Signature | null
  metrics: Record<string, number>
  /** Test rows of the evaluation, where there was one. */
  tested: number | null
  parity: Parity | null
  /** What it was proved on: rows of the training, or made-up ones for a file from elsewhere. */
  proof: 'training' | 'made-up rows'
  /** Files of one that never became ONNX. */
  saved: VersionFiles | null
  files: { name: string; version: number | null }[]
  /** Data of other programs, as its run logged it. */
  datasets: { name: string; digest: string }[]
  params: { name: string; value: string }[]
  source: string | null
}

/** A part that is written anew when asked; what stands around it is people's own. */
const generated = (name: string, text: string) => `<!-- generated: ${name} -->\n${text.trim()}\n<!-- end -->`
const block = /<!-- generated: ([a-z]+) -->[\s\S]*?<!-- end -->/g

/** As text of markdown, whatever it holds. */
const plain = (text: string) => text.replaceAll(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`).replaceAll(/\s+/g, ' ')
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
const figure = (value: number) => (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6))))

const blocks = {
  summary: (facts: CardFacts) => {
    const { signature, from, createdAt, createdBy, description } = facts
    const day = createdAt.toISOString().slice(0, 10)
    const made = `Registered on ${day} by ${plain(createdBy)}${from ? `, from ${plain(from)}` : ''}.`
    const what = signature
      ? `Predicts **${plain(signature.target)}** (${signature.task}${signature.classes ? `: ${signature.classes.map(plain).join(', ')}` : ''}) from ${signature.inputs.length} columns. `
      : `${keptAs(facts.saved)} `
    return `${what}${made}${description ? `\n\n${plain(description)}` : ''}`
  },
  metrics: ({ metrics, tested }: CardFacts) => {
    const rows = Object.entries(metrics).map(([name, value]) => [plain(name), figure(value)])
    if (rows.length === 0) return 'No figures were registered.'
    const about = tested === null ? '' : `Measured on ${tested} test rows that it had never seen.\n\n`
    return `${about}${table(['figure', 'value'], rows)}`
  },
  data: ({ files, datasets, params, source }: CardFacts) => {
    const data = [
      ...files.map(({ name, version }) => `- ${plain(name)}${version === null ? '' : `, version ${version}`}`),
      ...datasets.map(({ name, digest }) => `- ${plain(name)}, data version ${plain(digest)}`),
    ]
    const settings = params.map(({ name, value }) => [plain(name), plain(value)])
    return [
      data.length ? data.join('\n') : `No data set is known${source ? `; its files are at ${plain(source)}` : ''}.`,
      ...(settings.length ? [table(['setting', 'value'], settings)] : []),
    ].join('\n\n')
  },
  inputs: ({ signature, saved }: CardFacts) =>
    signature
      ? table(
          ['column', 'type', 'in training', 'missing'],
          signature.inputs.map((input) => [plain(input.name), input.type, seen(input), share(input.missing)]),
        )
      : callable(saved),
  parity: ({ parity, proof, saved }: CardFacts) => {
    if (!parity && saved?.servable)
      return saved.became === null ? 'Proved when its ONNX is deployed.' : `Proved of version ${saved.became}.`
    if (!parity)
      return `There is no proof, for ${saved?.here === false ? 'its files lie elsewhere' : 'there is no ONNX'}.`
    const { rows, maxDifference, tolerance } = parity
    const same =
      proof === 'training'
        ? `The stored model answered ${rows} rows as the trained one did`
        : `The stored form answered ${rows} made-up rows as the file itself did`
    return `${same}: the largest difference is ${figure(maxDifference)}, where ${figure(tolerance)} is allowed.`
  },
} satisfies Record<string, (facts: CardFacts) => string>

/** What stands where a version has no ONNX of its own: what its files are. */
function keptAs(saved: VersionFiles | null): string {
  if (!saved) return 'It has no ONNX, so it cannot answer.'
  const { flavors, servable, here, became } = saved
  const kept = `Kept as the files that were logged${flavors.length ? ` (${flavors.map(plain).join(', ')})` : ''}`
  const found = servable === 'trees' ? 'its trees are translated into ONNX' : 'with ONNX among them'
  if (became !== null) return `${kept}, ${found}, which became version ${became}.`
  if (servable) return `${kept}, ${found}: deploying it checks that and makes it the next version.`
  return here
    ? `${kept}; there is no ONNX among them, so it cannot answer.`
    : `${kept}; they lie elsewhere, so it cannot answer here.`
}

function callable(saved: VersionFiles | null): string {
  if (saved?.servable)
    return saved.became === null ? 'Known once its ONNX is deployed.' : `What version ${saved.became} takes.`
  if (!saved?.conversion) return 'Nobody can call it.'
  // A name in the code must not end the part that is written anew.
  const code = saved.conversion.replaceAll('<!--', '<! --')
  const why = saved.here
    ? 'Its files are code, so they are kept and never loaded here. Convert it where it was trained, and log it again:'
    : 'Its files are not in this platform’s store. Convert it where it was trained, and log it here:'
  return `Nobody can call it. ${why}\n\n\`\`\`python\n${code}\n\`\`\``
}

function seen({ range, categories, categoryCount }: ModelInput): string {
  if (range) return `${figure(range[0])} to ${figure(range[1])}`
  if (!categories) return ''
  const shown = categories.slice(0, 5).map(({ value }) => plain(value))
  const more = (categoryCount ?? categories.length) - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const share = (missing: number) => (missing === 0 ? 'never' : `${figure(missing * 100)} %`)

/** A card from nothing but what is known; the parts in italics wait for people. */
export function writeCard(facts: CardFacts): string {
  const part = (name: keyof typeof blocks) => generated(name, blocks[name](facts))
  return `# ${plain(facts.model)}, version ${facts.number}

${part('summary')}

## What it is for

*Say who should use it for what, and what it must not be used for.*

## How good it is

${part('metrics')}

## What it learned from

${part('data')}

## What a caller sends

${part('inputs')}

## Same answers when serving

${part('parity')}

## Limits and risks

*Say for whom or where it is wrong more often, and what to watch.*
`
}

/** The generated parts as they would be written now; whatever people wrote, or took out, stays as it is. */
export const refreshed = (text: string, facts: CardFacts): string =>
  text.replaceAll(block, (whole, name: string) =>
    name in blocks ? generated(name, blocks[name as keyof typeof blocks](facts)) : whole,
  )
