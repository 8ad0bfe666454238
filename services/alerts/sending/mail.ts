import { createTransport } from 'nodemailer'
import { Fault } from '#pipeline/fault.ts'
import type { Outlets } from '../../environment.ts'
import { messageOf, type Told } from './message.ts'

/** Faults: INVALID_INPUT where there is no server; UNAVAILABLE for whatever it says. */
export async function mail(
  { mailServer, mailFrom, secrets }: Outlets,
  { to, server }: { to: string[]; server?: string | undefined },
  told: Told,
): Promise<void> {
  const url = server === undefined ? mailServer : secrets[server]
  if (!url)
    throw new Fault('INVALID_INPUT', 'no mail server is set up', {
      hint: 'an operator of the platform sets ESPALIER_SMTP_URL',
    })
  const { subject, facts, links } = messageOf(told)
  const host = mailFrom.split('@').at(-1)?.replace(/>.*$/, '') || 'espalier'
  const thread = `<alert-${told.alert.id}@${host}>`
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      ...{ from: mailFrom, to, subject },
      messageId: `<${told.id}@${host}>`,
      ...(told.kind !== 'test' && { inReplyTo: thread, references: thread }),
      text: [
        ...facts.map(([name, value]) => `${name}: ${value}`),
        '',
        ...links.map(({ label, href }) => `${label}: ${href}`),
      ].join('\n'),
      html: [
        `<table>${facts.map(([name, value]) => `<tr><td>${safe(name)}</td><td>${safe(value)}</td></tr>`).join('')}</table>`,
        ...links.map(({ label, href }) => `<p><a href="${safe(href)}">${safe(label)}</a></p>`),
      ].join('\n'),
    })
  } catch (error) {
    throw new Fault('UNAVAILABLE', `the mail server did not take it: ${(error as Error).message}`, { cause: error })
  } finally {
    transport.close()
  }
}

const safe = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
