interface Call {
  /** Where the endpoint answers. */
  address: string
  row: Record<string, unknown>
}

const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`)

const json = (row: Record<string, unknown>): string => JSON.stringify(row, null, 2)

/** A quote inside of single quotes ends them, stands escaped, and opens them again. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

export const curl = ({ address, row }: Call): string =>
  [
    `curl ${address} \\`,
    '  -H "Authorization: Bearer $ESPALIER_TOKEN" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${shellQuoted(indented(json(row), 0))}`,
  ].join('\n')

const pythonWords: Record<string, string> = { null: 'None', true: 'True', false: 'False' }

const pythonRow = (row: Record<string, unknown>): string => {
  const lines = Object.entries(row).map(([name, value]) => {
    const text = JSON.stringify(value)
    return `    ${JSON.stringify(name)}: ${pythonWords[text] ?? text},`
  })
  return `{\n${lines.join('\n')}\n}`
}

export const python = ({ address, row }: Call): string =>
  `import json, os, urllib.request

row = ${pythonRow(row)}
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

export const javascript = ({ address, row }: Call): string =>
  `const response = await fetch(${JSON.stringify(address)}, {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.ESPALIER_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify(${indented(json(row), 2)}),
})
const { predictions } = await response.json()
console.log(predictions[0])`
