interface Call {
  /** Where the endpoint answers. */
  address: string
  row: Record<string, unknown>
  /** Columns that are pictures: they come from files. */
  pictures?: readonly string[]
}

const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)

const json = (row: Record<string, unknown>): string => JSON.stringify(row, null, 2)

/** A quote inside of single quotes ends them, stands escaped, and opens them again. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const file = 'picture.png'

export const curl = ({ address, row, pictures = [] }: Call): string =>
  pictures.length > 0
    ? [
        `curl ${address} \\`,
        '  -H "Authorization: Bearer $ESPALIER_TOKEN" \\',
        Object.entries(row)
          .map(
            ([name, value]) =>
              `  -F ${shellQuoted(`${name}=${pictures.includes(name) ? `@${file}` : JSON.stringify(value)}`)}`,
          )
          .join(' \\\n'),
      ].join('\n')
    : curlOfRow({ address, row })

const curlOfRow = ({ address, row }: Call): string =>
  [
    `curl ${address} \\`,
    '  -H "Authorization: Bearer $ESPALIER_TOKEN" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${shellQuoted(indented(json(row), 0))}`,
  ].join('\n')

const pythonWords: Record<string, string> = { null: 'None', true: 'True', false: 'False' }

const pythonRow = (row: Record<string, unknown>, pictures: readonly string[]): string => {
  const lines = Object.entries(row).map(([name, value]) => {
    const text = JSON.stringify(value)
    const read = `base64.b64encode(open("${file}", "rb").read()).decode()`
    return `    ${JSON.stringify(name)}: ${pictures.includes(name) ? read : (pythonWords[text] ?? text)},`
  })
  return `{\n${lines.join('\n')}\n}`
}

export const python = ({ address, row, pictures = [] }: Call): string =>
  `import ${pictures.length > 0 ? 'base64, ' : ''}json, os, urllib.request

row = ${pythonRow(row, pictures)}
request = urllib.request.Request(
    ${JSON.stringify(address)},
    data=json.dumps(row).encode(),
    headers={
        "Authorization": f"Bearer {os.environ['ESPALIER_TOKEN']}",
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    print(json.load(response)["predictions"][0])`

const javascriptRow = (row: Record<string, unknown>, pictures: readonly string[]): string => {
  const lines = Object.entries(row).map(
    ([name, value]) =>
      `  ${JSON.stringify(name)}: ${pictures.includes(name) ? `readFileSync('${file}').toString('base64')` : JSON.stringify(value)}`,
  )
  return pictures.length > 0 ? `{\n${lines.join(',\n')}\n}` : json(row)
}

export const javascript = ({ address, row, pictures = [] }: Call): string =>
  `${pictures.length > 0 ? "import { readFileSync } from 'node:fs'\n\n" : ''}const response = await fetch(${JSON.stringify(address)}, {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.ESPALIER_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify(${indented(javascriptRow(row, pictures), 2)}),
})
const { predictions } = await response.json()
console.log(predictions[0])`
