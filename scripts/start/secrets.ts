import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Secrets {
  /** Password of the embedded Postgres. */
  postgres: string
  /** Signs the sessions of the web pages. */
  session: string
  /** Makes the secrets of webhooks. */
  hooks: string
  /** API token of the owner, for programs on this machine; made when the database is there. */
  token?: string
  /** The database of the last start. */
  databaseUrl?: string
}

/** `<home>/secrets.json`, mode 0600: made once, read at each start. */
export function openSecrets(home: string): Secrets {
  const known: Partial<Secrets> = read(home) ?? {}
  const secrets = {
    ...known,
    postgres: known.postgres ?? random(),
    session: known.session ?? random(),
    hooks: known.hooks ?? random(),
  }
  keepSecrets(home, secrets)
  return secrets
}

export function keepSecrets(home: string, secrets: Secrets): void {
  const path = join(home, 'secrets.json')
  writeFileSync(`${path}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function read(home: string): Partial<Secrets> | undefined {
  try {
    return JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const random = () => randomBytes(32).toString('base64url')
