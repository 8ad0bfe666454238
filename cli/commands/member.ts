import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Invited = Parameters<Client['members']['invite']['mutate']>[0]

export async function memberList({ client, result }: Session): Promise<void> {
  const people = await client.members.list.query()
  const rows = people.map(({ name, email, role, come }) => [name, email, role, come ? '' : 'not here yet'])
  result(people, textTable(['name', 'email', 'role', ''], rows))
}

export async function memberInvite(
  { client, platform, result }: Session,
  email: string,
  { name, role }: { name: string; role: string },
): Promise<void> {
  const { id, invitation } = await client.members.invite.mutate({ name, email, role: role as Invited['role'] })
  if (!invitation) return result({ id, email, url: null }, `${email} has an account here already, and is a member now`)
  const url = new URL('/sign-in/link', platform.url)
  url.searchParams.set('token', invitation.token)
  const { expiresAt } = invitation
  result({ id, email, url: url.href, expiresAt }, `${url.href}\nopens once, until ${expiresAt.toISOString()}`)
}
