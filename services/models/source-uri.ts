import { z } from 'zod'

/** Our own store or another version; a remote store is for whoever reads from it, a path on this machine for nobody. */
const scheme = /^(?!file:)[a-z][a-z0-9+.-]+:/i
const leadsElsewhere = /(^|[/\\:])\.\.([/\\]|$)|\\|%2e|%2f|%5c|%00|%25|\0/i

export const sourceUri = z.string().superRefine((source, check) => {
  if (scheme.test(source) && !leadsElsewhere.test(source)) return
  const why = scheme.test(source)
    ? 'If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an ' +
      'absolute path must be provided without relative path references present.'
    : 'A path on this machine is never a source: log the model, and register what was logged.'
  check.addIssue({ code: 'custom', message: `Invalid model version source: '${source}'. ${why}` })
})
