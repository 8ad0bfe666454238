import { start, type startInput } from '#services/devices/start.ts'
import { readEnvironment } from '#services/environment.ts'
import { resources } from '../../_trpc/resources.ts'
import { posted } from '../posted.ts'

/** Device authorization request (RFC 8628, 3.1), as JSON. */
export const POST = (request: Request): Promise<Response> =>
  posted(request, async ({ device, project }) => {
    const input = { device, ...(project !== undefined && { project }) } as typeof startInput._input
    const { secret, code, expiresIn, interval } = await start(await resources(), input)
    const page = `${readEnvironment().url ?? new URL(request.url).origin}/connect`
    return Response.json({
      device_code: secret,
      user_code: code,
      verification_uri: page,
      verification_uri_complete: `${page}?${new URLSearchParams({ code, ...(input.project && { project: input.project }) })}`,
      expires_in: expiresIn,
      interval,
    })
  })
