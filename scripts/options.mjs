import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultHome } from './paths.mjs'

export const startHelp = `npm start -- [options]

Installs what is missing, then starts Espalier on this machine and prints the address to open.

  --home DIR   where all state lives (default: .espalier in the checkout; deleting it is a factory reset)
  --port N     port of the web pages; the protocols server gets the next one (default: 7070)
  --no-open    do not open a browser
  --help       this text

Use servers of your own by setting, before it:
  DATABASE_URL                  Postgres, for instance postgres://espalier:secret@db:5432/espalier
  TEMPORAL_ADDRESS              Temporal, for instance temporal:7233
  JUPYTER_URL, JUPYTER_TOKEN    Jupyter server or gateway; it must see the same home folder
Or programs of your own: ESPALIER_PYTHON (a Python with engines/python/requirements.txt), ESPALIER_TEMPORAL (path).
`

/**
 * What follows `npm start --`. Throws a plain error on what it does not know.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 */
export function startOptions(args = process.argv.slice(2), env = process.env) {
  const { values } = parseArgs({
    args,
    options: {
      home: { type: 'string' },
      port: { type: 'string', default: '7070' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    throw Object.assign(new Error(`--port must be 1 to 65534: ${values.port}`), { code: 'ERR_PARSE_ARGS_INVALID_PORT' })
  const home = resolve(values.home || env.ESPALIER_HOME || defaultHome)
  return { home, port, open: !values['no-open'], help: values.help }
}
