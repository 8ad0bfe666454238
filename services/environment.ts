import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { isRange } from '#engines/egress/addresses.ts'

const absolute = z.string().refine(isAbsolute, 'must be an absolute path')

const ranges = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((all) => all.every(isRange), 'must list addresses or ranges such as 10.0.0.0/8, with commas between')

const tokens = z
  .string()
  .default('{}')
  .transform((text, ctx) => {
    const parsed = z.record(z.url(), z.string().min(1)).safeParse(jsonOf(text))
    if (!parsed.success) ctx.addIssue('must be a JSON object: tokens by origin')
    return Object.fromEntries(Object.entries(parsed.data ?? {}).map(([url, token]) => [new URL(url).origin, token]))
  })

const folders = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(/[,\n]+|:(?=\/)/)
      .map((folder) => folder.trim())
      .filter(Boolean),
  )
  .refine((all) => all.every((folder) => isAbsolute(folder)), 'must list absolute paths, with commas between')

const connections = z
  .string()
  .default('{}')
  .transform((text, ctx) => {
    const parsed = z
      .record(z.string().regex(/^[\w.-]{1,60}$/), z.url({ protocol: /^postgres(ql)?$/ }))
      .safeParse(jsonOf(text))
    if (!parsed.success) ctx.addIssue('must be a JSON object: addresses of Postgres databases by name')
    return parsed.data ?? {}
  })

const named = z
  .string()
  .default('{}')
  .transform((text, ctx) => {
    const parsed = z.record(z.string().min(1), z.string().min(1)).safeParse(jsonOf(text))
    if (!parsed.success) ctx.addIssue('must be a JSON object: secrets by name')
    return parsed.data ?? {}
  })

const metrics = z
  .string()
  .refine((text) => text === 'open' || /^\S{16,}$/.test(text), 'must be "open", or a token of at least 16 letters')
  .transform((text) => (text === 'open' ? ('open' as const) : { token: text }))
  .optional()

const variables = z.object({
  DATABASE_URL: z.url(),
  ESPALIER_HOME: absolute,
  ESPALIER_ROOT: absolute.default(() => process.cwd()),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  JUPYTER_URL: z.url().optional(),
  JUPYTER_TOKEN: z.string().optional(),
  ESPALIER_LAB_URL: z.url().optional(),
  ESPALIER_LAB_KEY: z.string().optional(),
  ESPALIER_URL: z.url().optional(),
  ESPALIER_API_URL: z.url().optional(),
  ESPALIER_SECRET: z.string().min(32).optional(),
  ESPALIER_PYTHON: z.string().optional(),
  ESPALIER_ALLOWED_ADDRESSES: ranges,
  ESPALIER_WATCHED_FOLDERS: folders,
  ESPALIER_CONNECTIONS: connections,
  ESPALIER_HOOK_KEY: z.string().min(32).optional(),
  ESPALIER_APP_TOKENS: tokens,
  ESPALIER_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be like smtps://user:password@mail.example.org' })
    .optional(),
  ESPALIER_MAIL_FROM: z.string().optional(),
  ESPALIER_ALERT_SECRETS: named,
  ESPALIER_METRICS: metrics,
  PORT: z.coerce.number().int().min(0).max(65535).optional(),
})

export interface Environment {
  databaseUrl: string
  /** Folder of all state; see `homePath`. */
  home: string
  /** The checkout: where `examples/` and `node_modules/` lie. */
  root: string
  temporalAddress: string
  jupyterUrl: string | undefined
  jupyterToken: string | undefined
  /** Who starts JupyterLab when it is wanted, and the key to ask with. */
  lab: { url: string; key: string } | undefined
  /** Address of the web pages. */
  url: string | undefined
  /** Address of the protocols server. */
  apiUrl: string | undefined
  secret: string | undefined
  python: string | undefined
  port: number | undefined
  egress: Egress
  arrivals: Arrivals
  outlets: Outlets
  /** Who may read `/metrics` beside those with a token of the platform: whoever has this one, or everybody. */
  metrics: 'open' | { token: string } | undefined
}

/** What an operator allows those who leave the platform by `deployment.external-app`. */
export interface Egress {
  /** Addresses and ranges of private networks that may be reached. */
  allowed: readonly string[]
  /** By the origin of an app. */
  tokens: Readonly<Record<string, string>>
}

/** Where an operator lets triggers look, and the key that makes the secrets of webhooks. */
export interface Arrivals {
  folders: readonly string[]
  /** Addresses of Postgres databases, with what is needed to enter, by name. */
  connections: Readonly<Record<string, string>>
  hookKey: string | undefined
}

export const noArrivals: Arrivals = { folders: [], connections: {}, hookKey: undefined }
/** By what alerts leave the platform, as its operator set it up. */
export interface Outlets {
  /** Address of the web pages, for links. */
  url: string | undefined
  /** `smtps://user:password@mail.example.org`. */
  mailServer: string | undefined
  mailFrom: string
  /** Keys to sign with, addresses that are secrets themselves, other mail servers; by the names by which channels know them. */
  secrets: Readonly<Record<string, string>>
}

export const noOutlets: Outlets = {
  url: undefined,
  mailServer: undefined,
  mailFrom: 'Espalier <espalier@localhost>',
  secrets: {},
}

export const noEgress: Egress = { allowed: [], tokens: {} }

/** Throws a plain error that lists every wrong variable: a process must not start with half an environment. */
export function readEnvironment(env: Record<string, string | undefined> = process.env): Environment {
  const parsed = variables.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) throw new Error(`wrong environment\n${z.prettifyError(parsed.error)}`)
  const given = parsed.data
  return {
    databaseUrl: given.DATABASE_URL,
    home: given.ESPALIER_HOME,
    root: given.ESPALIER_ROOT,
    temporalAddress: given.TEMPORAL_ADDRESS,
    jupyterUrl: given.JUPYTER_URL,
    jupyterToken: given.JUPYTER_TOKEN,
    lab:
      given.ESPALIER_LAB_URL && given.ESPALIER_LAB_KEY
        ? { url: given.ESPALIER_LAB_URL, key: given.ESPALIER_LAB_KEY }
        : undefined,
    url: given.ESPALIER_URL,
    apiUrl: given.ESPALIER_API_URL,
    secret: given.ESPALIER_SECRET,
    python: given.ESPALIER_PYTHON,
    port: given.PORT,
    egress: { allowed: given.ESPALIER_ALLOWED_ADDRESSES, tokens: given.ESPALIER_APP_TOKENS },
    arrivals: {
      folders: given.ESPALIER_WATCHED_FOLDERS,
      connections: given.ESPALIER_CONNECTIONS,
      hookKey: given.ESPALIER_HOOK_KEY,
    },
    outlets: {
      url: given.ESPALIER_URL,
      mailServer: given.ESPALIER_SMTP_URL,
      mailFrom: given.ESPALIER_MAIL_FROM ?? noOutlets.mailFrom,
      secrets: given.ESPALIER_ALERT_SECRETS,
    },
    metrics: given.ESPALIER_METRICS,
  }
}

/** The folders of the home that processes share. */
export const homePath = (home: string, part: 'artifacts' | 'work' | 'python' | 'logs'): string => join(home, part)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
