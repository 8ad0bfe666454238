import { giveBack, type giveBackInput } from '#services/tokens/give-back.ts'
import { resources } from '../../../_trpc/resources.ts'
import { posted } from '../../posted.ts'

/** Token revocation (RFC 7009), as JSON. */
export const POST = (request: Request): Promise<Response> =>
  posted(request, async ({ token }) => {
    await giveBack(await resources(), { token } as typeof giveBackInput._input)
    return Response.json({})
  })
