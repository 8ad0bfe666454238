import { type Polled, poll, type pollInput } from '#services/devices/poll.ts'
import { resources } from '../../../_trpc/resources.ts'
import { posted } from '../../posted.ts'

const errors = {
  waiting: 'authorization_pending',
  'too-often': 'slow_down',
  refused: 'access_denied',
  expired: 'expired_token',
} as const satisfies Record<Exclude<Polled['state'], 'approved'>, string>

const granted = 'urn:ietf:params:oauth:grant-type:device_code'

/** Device access token request (RFC 8628, 3.4), as JSON. */
export const POST = (request: Request): Promise<Response> =>
  posted(request, async ({ grant_type, device_code }) => {
    if (grant_type !== granted) return Response.json({ error: 'unsupported_grant_type' }, { status: 400 })
    const answer = await poll(await resources(), { secret: device_code } as typeof pollInput._input)
    if (answer.state !== 'approved') return Response.json({ error: errors[answer.state] }, { status: 400 })
    const seconds = Math.floor((answer.expiresAt.getTime() - Date.now()) / 1000)
    const headers = { 'cache-control': 'no-store' }
    return Response.json({ access_token: answer.token, token_type: 'Bearer', expires_in: seconds }, { headers })
  })
