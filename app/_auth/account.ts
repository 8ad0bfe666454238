import { auth } from './auth.ts'

/** Faults of better-auth when nobody is signed in. */
export async function hasPassword(headers: Headers): Promise<boolean> {
  const accounts = await (await auth()).api.listUserAccounts({ headers })
  return accounts.some(({ providerId }) => providerId === 'credential')
}

export async function emailOf(headers: Headers): Promise<string> {
  return (await (await auth()).api.getSession({ headers }))?.user.email ?? ''
}
