import { Fault } from '#pipeline/fault.ts'
import { auth } from '../../_auth/auth.ts'

/** Where a one-time link leads: into a session, and on to the welcome page without the token in the address. */
export async function GET(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  try {
    const { api } = await auth()
    const opened = await api.signInByLink({ body: { token }, headers: request.headers, asResponse: true })
    return redirect('/', opened.headers.getSetCookie())
  } catch (thrown) {
    if (Fault.of(thrown).code === 'INTERNAL') throw thrown
    return redirect('/sign-in?problem=link')
  }
}

/** Relative, so that it holds whatever name of ours the browser came by. */
function redirect(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ location, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
