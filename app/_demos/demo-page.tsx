import { headers } from 'next/headers'
import { Fault } from '#pipeline/fault.ts'
import { open } from '#services/demos/open.ts'
import { readEnvironment } from '#services/environment.ts'
import { Arriving } from './arriving.tsx'
import { contextOfDemo } from './context-of-demo.ts'
import { DemoApp } from './demo-app.tsx'
import { Shut } from './shut.tsx'

interface DemoPageProps {
  name: string
  /** Of a link, if somebody came by one. */
  token: string | undefined
  framed?: true
}

/** Reads a demo on the server, so that the first paint has it; who has a link and no visit yet begins one first. */
export async function DemoPage({ name, token, framed }: DemoPageProps) {
  const { url, apiUrl } = readEnvironment()
  const urls = { web: url ?? 'http://localhost:3000', api: apiUrl ?? 'http://localhost:3001' }
  const rest = { urls, ...(framed && { framed }) }
  const entering = await contextOfDemo(await headers(), name)
    .then((ctx) => open(ctx, { name }))
    .catch((thrown: unknown) => Fault.of(thrown))
  if (!(entering instanceof Fault)) return <DemoApp opened={entering} door={{ name }} {...rest} />
  if (token && (entering.code === 'UNAUTHENTICATED' || entering.code === 'NOT_FOUND'))
    return <Arriving name={name} token={token} {...rest} />
  if (entering.code === 'INTERNAL') throw entering
  return <Shut fault={entering.toJSON()} />
}
