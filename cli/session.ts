import { type Client, openClient } from './client.ts'
import { findPlatform, type Platform } from './platform.ts'

/** What a command works with: the platform, and where to write. */
export interface Session {
  platform: Platform
  client: Client
  /** The result: on stdout, one JSON document with `--json`, else the text. */
  result(document: unknown, text: string): void
  /** What goes on, for people: on stderr, nothing with `--json`. */
  tell(text: string): void
}

export interface GlobalOptions {
  home?: string
  json?: boolean
}

export async function openSession({ home, json }: GlobalOptions): Promise<Session> {
  const platform = await findPlatform(home)
  return {
    platform,
    client: openClient(platform),
    result: (document, text) => {
      if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
      else if (text) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
    },
    tell: (text) => {
      if (!json) process.stderr.write(`${text}\n`)
    },
  }
}
