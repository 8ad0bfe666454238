import { createServer } from 'node:http'
import { InferenceSession, Tensor } from 'onnxruntime-node'

// The least that answers a row over HTTP: node:http, JSON, and the session on the main thread.
const [model = '', columns = '', probabilities = ''] = process.argv.slice(2)
const names = columns.split(',')
const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 })

async function answer(body: string): Promise<string> {
  const row = JSON.parse(body) as Record<string, number>
  const feeds = Object.fromEntries(
    names.map((name) => [name, new Tensor('float64', Float64Array.of(row[name] ?? Number.NaN), [1, 1])]),
  )
  const result = await session.run(feeds)
  const shares = [...((result[probabilities]?.data ?? []) as Float32Array)]
  return JSON.stringify({
    predictions: [
      {
        prediction: result.answer?.data[0],
        probabilities: Object.fromEntries(shares.map((share, place) => [String(place), share])),
      },
    ],
  })
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', async () => {
    const body = await answer(Buffer.concat(parts).toString())
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  process.send?.(port)
})
