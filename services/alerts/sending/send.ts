import { eq } from 'drizzle-orm'
import { alertChannels, alertDeliveries, alerts, type ChannelTarget, projects } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '../../context.ts'
import { finish } from './finish.ts'
import { mail } from './mail.ts'
import { messageOf, type Told } from './message.ts'
import { post, signature } from './post.ts'
import type { TakenDelivery } from './take.ts'

type Sending = Pick<Resources, 'db' | 'egress' | 'outlets'>

/** One attempt at one message; how it went stands in the record. */
export async function send(resources: Sending, taken: TakenDelivery): Promise<void> {
  const { db, outlets } = resources
  const [row] = await db
    .select({ target: alertChannels.target, name: alertChannels.name, alert: alerts, project: projects.slug })
    .from(alertDeliveries)
    .innerJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .innerJoin(projects, eq(projects.id, alertChannels.projectId))
    .leftJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
    .where(eq(alertDeliveries.id, taken.id))
  if (!row) return
  const { target, alert, project, name } = row
  const told = { id: taken.id, kind: taken.kind, project, url: outlets.url, alert: alert ?? trial(taken.id, name) }
  try {
    await deliver(resources, target, told)
  } catch (thrown) {
    return await finish(resources, taken, thrown)
  }
  await finish(resources, taken)
}

async function deliver({ egress, outlets }: Sending, target: ChannelTarget, told: Told): Promise<void> {
  switch (target.type) {
    case 'email':
      return await mail(outlets, target, told)
    case 'webhook': {
      const secret = secretOf(outlets.secrets, target.secret)
      const headers = (body: string) => ({
        'x-espalier-delivery': told.id,
        'x-espalier-signature': signature(secret, body),
      })
      return await post(egress, { url: target.url, body: webhookBody(told), headers })
    }
    case 'slack':
      return await post(egress, { url: secretOf(outlets.secrets, target.secret), body: slackBody(told) })
  }
}

function secretOf(secrets: Readonly<Record<string, string>>, name: string): string {
  const secret = secrets[name]
  if (secret) return secret
  throw new Fault('INVALID_INPUT', `no secret of this name is set up: ${name}`, {
    hint: 'an operator of the platform adds it to ESPALIER_ALERT_SECRETS',
  })
}

function webhookBody(told: Told): unknown {
  const { subject, links } = messageOf(told)
  return { id: told.id, event: told.kind, project: told.project, subject, alert: told.alert, links }
}

function slackBody(told: Told): unknown {
  const { subject, facts, links } = messageOf(told)
  const lines = facts.map(([name, value]) => `*${name}:* ${safe(value)}`).join('\n')
  const ways = links.map(({ label, href }) => `<${href}|${label}>`).join('  ·  ')
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
  return { text: safe(subject), blocks: [section(`*${safe(subject)}*\n${lines}`), section(ways)] }
}

const safe = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What a test tells of. */
const trial = (id: string, channel: string): Told['alert'] => ({
  ...{ id, key: `test:${channel}`, kind: 'test', severity: 'info', title: `alerts come through to ${channel}` },
  ...{ what: 'nothing: somebody asked for a test', since: new Date(), link: '/alerts', retrain: null, count: 1 },
  ...{ firstAt: new Date(), lastAt: new Date(), settledAt: null },
})
