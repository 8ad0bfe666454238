import type { Queryable } from '#db/client.ts'
import { apiTokens } from '#db/schema.ts'
import { append } from '../audit/append.ts'
import { hashSecret, newSecret } from '../auth/secrets.ts'
import type { Actor } from '../context.ts'

const lifetime = 24 * 60 * 60 * 1000

export interface NotebookToken {
  token: string
  expiresAt: Date
}

/** A token for a Jupyter server, for a day: what notebooks need, in one project, and no more. */
export async function insertToken(
  tx: Queryable,
  actor: Pick<Actor, 'userId' | 'projectId'>,
  name: string,
): Promise<NotebookToken> {
  const { userId, projectId } = actor
  const token = newSecret('esp_')
  const expiresAt = new Date(Date.now() + lifetime)
  const row = { projectId, userId, name, prefix: token.slice(0, 12), hash: hashSecret(token), expiresAt }
  const [made] = await tx
    .insert(apiTokens)
    .values({ ...row, scopes: ['notebook'] })
    .returning({ id: apiTokens.id })
  const detail = { name, scopes: ['notebook'] }
  await append(tx, actor, { action: 'create', resource: 'token', resourceId: made?.id ?? '', detail })
  return { token, expiresAt }
}
