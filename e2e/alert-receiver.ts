import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What the platform under test signs its messages with: an operator's secret of the name `receiver`. */
export const alertSecret = 'a secret between the journey and the platform'

export interface ReceivedAlert {
  event: string
  subject: string
  alert: { severity: string; title: string; what: string; retrain: string | null }
  links: { label: string; href: string }[]
}

/** A webhook such as an engineer's own: keeps each message whose signature is right, and refuses every other. */
export async function receiveAlerts() {
  const received: ReceivedAlert[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const right = isSigned(String(request.headers['x-espalier-signature']), body)
    if (right) received.push(JSON.parse(body) as ReceivedAlert)
    response.writeHead(right ? 204 : 401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/alerts`, received, close: () => server.close() }
}

function isSigned(signature: string, body: string): boolean {
  const [, at, sent] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  return sent === createHmac('sha256', alertSecret).update(`${at}.${body}`).digest('hex')
}
