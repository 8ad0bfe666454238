import { APIError } from 'better-auth/api'
import { z } from 'zod'
import { readJson } from '#pipeline/read-json.ts'
import { parse } from '#services/parse.ts'
import { hasPassword } from '../../../_auth/account.ts'
import { auth } from '../../../_auth/auth.ts'
import { refuseForged } from '../../../_trpc/request-guard.ts'
import { faultResponse } from '../../fault-response.ts'

const wish = z.object({ newPassword: z.string(), currentPassword: z.string().default('') })

/** Gives whoever is signed in a first password, or another one for who knows the present one. */
export async function POST(request: Request): Promise<Response> {
  try {
    refuseForged(request, 'application/json')
    const { newPassword, currentPassword } = parse(wish, readJson(await request.text()))
    const { api } = await auth()
    const { headers } = request
    if (await hasPassword(headers))
      await api.changePassword({ headers, body: { newPassword, currentPassword, revokeOtherSessions: true } })
    else await api.setPassword({ headers, body: { newPassword } })
    return Response.json({})
  } catch (thrown) {
    if (thrown instanceof APIError) return Response.json({ message: thrown.message }, { status: thrown.statusCode })
    return faultResponse(thrown)
  }
}
