export interface Call {
  /** Of the demo: where it answers JSON, and where it speaks Gradio. */
  address: string
  gradio: string
  row: Record<string, unknown>
}

const json = (row: Record<string, unknown>) => JSON.stringify({ rows: [row] }, null, 2)
const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const python = (value: unknown): string =>
  value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : JSON.stringify(value)

const curl = ({ address, row }: Call): string =>
  [
    `curl ${address}/predict \\`,
    '  -H "Authorization: Bearer $ESPALIER_TOKEN" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${shellQuoted(json(row))}`,
  ].join('\n')

const pythonCall = ({ address, row }: Call): string => `import json, os, urllib.request

row = {
${Object.entries(row)
  .map(([name, value]) => `    ${JSON.stringify(name)}: ${python(value)},`)
  .join('\n')}
}
request = urllib.request.Request(
    ${JSON.stringify(`${address}/predict`)},
    data=json.dumps({"rows": [row]}).encode(),
    headers={
        "Authorization": f"Bearer {os.environ['ESPALIER_TOKEN']}",
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    print(json.load(response)["answers"][0])`

const javascript = ({ address, row }: Call): string =>
  `const response = await fetch(${JSON.stringify(`${address}/predict`)}, {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.ESPALIER_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify(${json(row).replaceAll('\n', '\n  ')}),
})
const { answers } = await response.json()
console.log(answers[0])`

const gradioPython = ({ gradio, row }: Call): string =>
  `import os
from gradio_client import Client

client = Client(${JSON.stringify(gradio)}, token=os.environ["ESPALIER_TOKEN"])
print(client.predict(${Object.values(row).map(python).join(', ')}, api_name="/predict"))`

const gradioJavascript = ({ gradio, row }: Call): string =>
  `import { Client } from '@gradio/client'

const client = await Client.connect(${JSON.stringify(gradio)}, { token: process.env.ESPALIER_TOKEN })
const { data } = await client.predict('/predict', ${JSON.stringify(Object.values(row))})
console.log(data)`

export const languages: readonly { value: string; label: string; write: (call: Call) => string }[] = [
  { value: 'python', label: 'Python', write: pythonCall },
  { value: 'javascript', label: 'JavaScript', write: javascript },
  { value: 'curl', label: 'curl', write: curl },
  { value: 'gradio-python', label: 'Gradio, Python', write: gradioPython },
  { value: 'gradio-javascript', label: 'Gradio, JavaScript', write: gradioJavascript },
]
