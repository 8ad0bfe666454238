import { type Db, openDb } from '#db/client.ts'
import { actorOfToken } from '#services/auth/actor-of-token.ts'
import { createSignInLink } from '#services/auth/create-sign-in-link.ts'
import { ensureDefault } from '#services/projects/ensure-default.ts'
import { create as createToken } from '#services/tokens/create.ts'
import { keepSecrets, openSecrets, type Secrets } from './secrets.ts'
import { readServerFile } from './server-file.ts'

export interface Owner {
  /** API token for programs on this machine. */
  token: string
  signInLink: string
}

const linkMinutes = 60

/** The person who starts the platform: the owner of the default project, with a token and a link to sign in. */
export async function openOwner({
  home,
  url,
  databaseUrl,
  secrets,
}: {
  home: string
  url: string
  databaseUrl: string
  secrets: Secrets
}): Promise<Owner> {
  return withDb(databaseUrl, async (db) => {
    const actor = await ensureDefault({ db })
    const known = secrets.token && (await isValid(db, secrets.token)) ? secrets.token : undefined
    const token = known ?? (await createToken({ db, actor }, { name: 'npm start on this machine' })).token
    keepSecrets(home, { ...secrets, token, databaseUrl })
    return { token, signInLink: await linkTo(db, { url, userId: actor.userId }) }
  })
}

/** Another link into an instance that runs already; undefined when it is not up yet. */
export async function newSignInLink(home: string): Promise<string | undefined> {
  const server = readServerFile(home)
  const { databaseUrl } = openSecrets(home)
  if (!server || !databaseUrl) return undefined
  return withDb(databaseUrl, async (db) => {
    const { userId } = await ensureDefault({ db })
    return linkTo(db, { url: server.url, userId })
  })
}

async function linkTo(db: Db, { url, userId }: { url: string; userId: string }): Promise<string> {
  const { token } = await createSignInLink({ db }, { userId, minutes: linkMinutes })
  return `${url}/sign-in/link?token=${token}`
}

const isValid = (db: Db, token: string) =>
  actorOfToken({ db }, { token }).then(
    () => true,
    () => false,
  )

async function withDb<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openDb(url, { connections: 1 })
  try {
    return await work(db)
  } finally {
    await close()
  }
}
