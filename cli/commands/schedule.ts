import type { Command } from 'commander'
import type { Inputs } from '#app/_trpc/outputs.ts'
import { Fault } from '#pipeline/fault.ts'
import { readNumber } from '../read-number.ts'
import { readSetting } from '../read-setting.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'
import { slugOfPipeline } from './slug-of-pipeline.ts'

type Timing = Inputs['schedules']['foresee']['timing']
type Overlap = NonNullable<Inputs['schedules']['create']['overlap']>

interface CreateOptions {
  cron?: string
  every?: number
  at?: string[]
  zone: string
  overlap: string
  jitter?: number
  catchUp?: number
  set: string[]
}

const create = async (session: Session, named: string, name: string, options: CreateOptions): Promise<void> => {
  const { client, result } = session
  const slug = await slugOfPipeline(client, named)
  const overrides = Object.fromEntries(options.set.map(readSetting))
  const overlap = options.overlap as Overlap
  const timing = timingOf(options)
  const created = await client.schedules.create.mutate({
    ...{ name, pipeline: { slug }, timing, overlap, overrides },
    ...(options.jitter !== undefined && { jitterSeconds: options.jitter }),
    ...(options.catchUp !== undefined && { catchUpSeconds: options.catchUp }),
  })
  const next = await client.schedules.foresee.query({ timing, limit: 3 })
  result({ ...created, next }, `${created.name}\n${next.map((time) => `  ${time.toISOString()}`).join('\n')}`)
}

function timingOf({ cron, every, at, zone }: CreateOptions): Timing {
  const given = [cron, every, at].filter((one) => one !== undefined)
  if (given.length !== 1)
    throw new Fault('INVALID_INPUT', 'a schedule is timed in one way', { hint: 'give --cron, --every or --at' })
  if (cron !== undefined) return { kind: 'cron', expression: cron, timeZone: zone }
  return every !== undefined
    ? { kind: 'interval', everySeconds: every }
    : { kind: 'calendar', times: at ?? [], timeZone: zone }
}

const list = async ({ client, result }: Session): Promise<void> => {
  const schedules = await client.schedules.list.query()
  const rows = schedules.map(({ name, pipeline, timing, pausedAt, last }) => [
    name,
    pipeline.slug,
    timingText(timing),
    pausedAt ? 'paused' : 'on',
    last ? `${last.scheduledAt.toISOString()} ${last.status ?? last.fault?.code}` : '–',
  ])
  result(schedules, textTable(['schedule', 'pipeline', 'when', 'state', 'last firing'], rows))
}

const timingText = (timing: Timing): string => {
  if (timing.kind === 'cron') return `${timing.expression} ${timing.timeZone}`
  return timing.kind === 'interval' ? `every ${timing.everySeconds} s` : `${timing.times.join(' ')} ${timing.timeZone}`
}

const show = async ({ client, result }: Session, name: string): Promise<void> => {
  const schedule = await client.schedules.get.query({ name })
  const next = schedule.pausedAt ? [] : await client.schedules.foresee.query({ timing: schedule.timing, limit: 20 })
  const firings = await client.schedules.firings.query({ schedule: { name } })
  const past = firings.map(({ scheduledAt, run, fault }) => [
    scheduledAt.toISOString(),
    run?.status ?? fault?.message ?? 'missed',
    run?.id ?? '',
  ])
  const foretold = next.map((time) => [time.toISOString(), 'to come', ''])
  result({ ...schedule, next, firings }, textTable(['due', 'outcome', 'run'], [...foretold.toReversed(), ...past]))
}

const backfill = async ({ client, result }: Session, name: string, from: string, until: string): Promise<void> => {
  const made = await client.schedules.backfill.mutate({ schedule: { name }, from, until })
  result(made, `${made.firings} firings are made up for`)
}

type Verb = 'pause' | 'resume' | 'remove' | 'runNow'

const change =
  (verb: Verb, done: string) =>
  async ({ client, result }: Session, name: string): Promise<void> => {
    await client.schedules[verb].mutate({ name })
    result({ name, [verb]: true }, `${name}: ${done}`)
  }

type WithSession = (work: (session: Session) => Promise<void>) => Promise<void>

export function declareSchedule(program: Command, withSession: WithSession): void {
  const schedule = program.command('schedule').description('run pipelines by themselves')
  const collect = (value: string, before: string[] = []) => [...before, value]
  schedule
    .command('create')
    .argument('<pipeline>', 'its name')
    .argument('<name>', 'of the schedule')
    .description('run a pipeline at set times')
    .option('--cron <expression>', 'five fields: minute, hour, day of month, month, weekday')
    .option('--every <seconds>', 'an interval', readNumber)
    .option('--at <HH:MM>', 'daily at a time; may be given again', collect)
    .option('--zone <name>', 'time zone of --cron and --at', Intl.DateTimeFormat().resolvedOptions().timeZone)
    .option('--overlap <policy>', 'skip, buffer-one, buffer-all, cancel-other or allow-all', 'skip')
    .option('--jitter <seconds>', 'up to so much later, by chance', readNumber)
    .option('--catch-up <seconds>', 'how late a firing may still be made up for (3600)', readNumber)
    .option('--set <name=value>', 'a parameter, or node.param; {{ scheduled_time }} is filled in', collect, [])
    .action((pipeline, name, options) => withSession((session) => create(session, pipeline, name, options)))
  schedule
    .command('list')
    .description('what there is')
    .action(() => withSession(list))
  const one = (name: string, description: string, work: (session: Session, name: string) => Promise<void>) =>
    schedule
      .command(name)
      .argument('<schedule>')
      .description(description)
      .action((named) => withSession((session) => work(session, named)))
  one('show', 'its next firings, and the past ones', show)
  one('run', 'fire now', change('runNow', 'fires now'))
  one('pause', 'fire no more for now', change('pause', 'paused'))
  one('resume', 'fire again', change('resume', 'on'))
  one('delete', 'its runs stay', change('remove', 'deleted'))
  schedule
    .command('backfill')
    .argument('<schedule>')
    .argument('<from>', 'ISO 8601')
    .argument('<until>', 'ISO 8601')
    .description('make up for a range of the past')
    .action((name, from, until) => withSession((session) => backfill(session, name, from, until)))
}
