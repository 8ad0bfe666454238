import { headers } from 'next/headers'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { glance } from '#services/demos/glance.ts'
import { open } from '#services/demos/open.ts'
import { visitOf } from '#services/demos/visitor-of.ts'
import { readEnvironment } from '#services/environment.ts'
import { resources } from '../_trpc/resources.ts'
import { Arriving } from './arriving.tsx'
import { contextOfDemo } from './context-of-demo.ts'
import { DemoApp } from './demo-app.tsx'
import { firstAnswer } from './first-answer.ts'
import { Shut } from './shut.tsx'

interface DemoPageProps {
  name: string
  /** Of a link, if somebody came by one. */
  token: string | undefined
  framed?: true
}

/** Reads a demo on the server, so that the first paint has its inputs, and mostly a first answer as well. */
export async function DemoPage({ name, token, framed }: DemoPageProps) {
  const { url, apiUrl } = readEnvironment()
  const urls = { web: url ?? 'http://localhost:3000', api: apiUrl ?? 'http://localhost:3001' }
  const given = await headers()
  const read = async (ctx: Context) => {
    const opened = await open(ctx, { name })
    const first = 'inputs' in opened ? await firstAnswer(ctx, opened) : undefined
    return { opened, urls, ...(first && { first }), ...(framed && { framed }) }
  }
  const known = await contextOfDemo(given, name).then(read).catch(Fault.of)
  if (!(known instanceof Fault)) return <DemoApp door={{ name }} {...known} />
  const shown = token && ['UNAUTHENTICATED', 'NOT_FOUND'].includes(known.code) ? await glanced(token) : known
  if (!(shown instanceof Fault)) return <Arriving name={name} token={token ?? ''} {...shown} />
  if (shown.code === 'INTERNAL') throw shown
  const inVain = shown === known && shown.code === 'NOT_FOUND'
  return <Shut fault={shown.toJSON()} name={name} {...(inVain && { way: 'home' as const })} />

  async function glanced(key: string) {
    const opened = await resources()
    return await glance(opened, { name, token: key })
      .then(async (actor) => ({ ...(await read({ ...opened, actor })), visit: visitOf(actor.userId) }))
      .catch(Fault.of)
  }
}
