import { resolve } from 'node:path'

/** A path as its giver meant it: `npm run` moves to the folder of package.json first. */
export const givenPath = (path: string, env: NodeJS.ProcessEnv = process.env): string =>
  env.npm_lifecycle_event === 'espalier' && env.INIT_CWD ? resolve(env.INIT_CWD, path) : path
