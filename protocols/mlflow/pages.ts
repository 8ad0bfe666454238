import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** What comes after the # never reaches a server, so the browser itself must read it. Addresses: MLflow's own pages. */
const script = `
const { web, project } = document.currentScript.dataset
const [, experiment, run] = /^#\\/experiments\\/(\\d+)(?:\\/runs\\/([0-9a-f]{32}))?/.exec(location.hash) ?? []
const [, model, version] = /^#\\/models\\/([^/?]+)(?:\\/versions\\/(\\d+))?/.exec(location.hash) ?? []
const page = experiment ? 'experiments/' + experiment + (run ? '/runs/' + run : '')
  : model ? 'models/' + model + (version ? '?version=' + version : '') : 'experiments'
location.replace(web + '/' + project + '/' + page)
`
const policy = `default-src 'none'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`

/** Where the client's "View run" leads: on to the page of the same thing, which asks people to sign in. */
export function pageRoutes(server: FastifyInstance, base: string, webUrl: string | undefined): void {
  // Behind a prefix, '/' stands for the address without it too.
  for (const path of base === '' ? ['/'] : [base, `${base}/`])
    server.get(path, { config: { open: true } }, async (request, reply) => {
      const project = encodeURIComponent((request.params as { project?: string }).project ?? 'default')
      const web = escaped(webUrl?.replace(/\/+$/, '') ?? '')
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', policy)
        .header('x-content-type-options', 'nosniff')
        .send(
          web
            ? `<!doctype html><title>Espalier</title><p><a href="${web}/${project}/experiments">Experiments</a>
<script data-web="${web}" data-project="${project}">${script}</script>`
            : '<!doctype html><title>Espalier</title><p>The address of the pages is not known here: set ESPALIER_URL.',
        )
    })
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
