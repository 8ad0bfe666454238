import { type Command, Option } from 'commander'
import type { Inputs } from '#app/_trpc/outputs.ts'
import { Fault } from '#pipeline/fault.ts'
import { readJson } from '#pipeline/read-json.ts'
import { type ExitCode, exitCodes } from '../failure.ts'
import { followRelease, type Release } from '../follow-release.ts'
import { refOf, versionOf } from '../model-ref.ts'
import { readGiven } from '../read-given.ts'
import { readNumber } from '../read-number.ts'
import { releaseText } from '../release-text.ts'
import type { Session } from '../session.ts'
import type { WithSession } from '../with-session.ts'

type Plan = NonNullable<Inputs['releases']['start']['plan']>
type Approval = NonNullable<Plan['approval']>

interface StartOptions {
  strategy: NonNullable<Plan['strategy']>
  steps?: number[]
  minutes?: number
  requests?: number
  labels?: number
  errors?: number
  slower?: number
  disagreement?: number
  worse?: number
  sample?: number
  metric: NonNullable<NonNullable<Plan['metric']>['of']>
  outcome?: string
  better: NonNullable<NonNullable<Plan['metric']>['better']>
  approval: Approval
  watch: number
  plan?: string
  note?: string
  wait?: boolean
}

async function start(session: Session, endpoint: string, named: string, options: StartOptions): Promise<ExitCode> {
  const { client, result, tell } = session
  const plan = options.plan ? await readPlan(options.plan) : planOf(options)
  const found = await versionOf(client, named)
  const { note } = options
  await client.releases.start.mutate({ endpoint, version: refOf(found), plan, ...(note && { note }) })
  const release = await latest(session, endpoint)
  if (options.wait) {
    tell(releaseText(release))
    return await follow(session, endpoint)
  }
  result(release, releaseText(release))
  return exitCodes.done
}

async function readPlan(path: string): Promise<Plan> {
  return readJson((await readGiven(path)).toString('utf8')) as Plan
}

const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>

function planOf(options: StartOptions): Plan {
  const { strategy, approval, watch, steps, minutes, requests, labels } = options
  const { errors, slower, disagreement, worse, sample } = options
  const { metric: of, outcome: label, better } = options
  const least = defined({ minutes, requests })
  return {
    ...{ strategy, approval, watch },
    ...((steps ?? minutes ?? requests) !== undefined && {
      steps: (steps ?? [5, 25, 50]).map((percent) => ({ share: percent / 100, ...least })),
    }),
    metric: defined({ of, label, better }),
    shadow: least,
    ab: defined({ labels, minutes }),
    gates: defined({ errors, slower, disagreement, worse, sample }),
  } as Plan
}

const ended = {
  leading: undefined,
  waiting: undefined,
  promoted: exitCodes.done,
  'rolled-back': exitCodes.failed,
  cancelled: exitCodes.failed,
  failed: exitCodes.failed,
} as const satisfies Record<Release['state'], ExitCode | undefined>

async function follow({ client, result, tell }: Session, endpoint: string): Promise<ExitCode> {
  const release = await followRelease(client, endpoint, ended, (now) => tell(releaseText(now).split('\n')[0] ?? ''))
  result(release, releaseText(release))
  return ended[release.state] ?? exitCodes.done
}

async function latest({ client }: Session, endpoint: string): Promise<Release> {
  const release = await client.releases.get.query({ endpoint })
  if (!release)
    throw new Fault('NOT_FOUND', `no release of this endpoint: ${endpoint}`, {
      hint: `start one with: espalier release start ${endpoint} MODEL@2 --strategy canary`,
    })
  return release
}

async function status(session: Session, endpoint: string, { wait }: { wait?: boolean }): Promise<ExitCode> {
  const release = await latest(session, endpoint)
  if (wait && ended[release.state] === undefined) return await follow(session, endpoint)
  session.result(release, releaseText(release))
  return exitCodes.done
}

type Verb = 'approve' | 'cancel' | 'reject' | 'rollback'

const change = (verb: Verb) => async (session: Session, endpoint: string, given: { reason?: string }) => {
  const { reason = '' } = given
  await session.client.releases[verb].mutate({ endpoint, ...((reason || verb === 'reject') && { reason }) } as {
    endpoint: string
    reason: string
  })
  const release = await latest(session, endpoint)
  session.result(release, releaseText(release))
}

const percents = (given: string) => given.split(',').map(readNumber)

/** How a version comes to an endpoint's traffic, step by step. */
export function declareRelease(program: Command, withSession: WithSession): void {
  const release = program.command('release').description('bring a version to an endpoint step by step, and back')
  release
    .command('start')
    .argument('<endpoint>')
    .argument('<version>', 'NAME@3 or NAME@challenger; a name alone is the newest')
    .description('send traffic to a version, by a strategy')
    .addOption(new Option('--strategy <name>').choices(['basic', 'canary', 'shadow', 'ab']).default('canary'))
    .option('--steps <percents>', 'of a canary, separated by commas: 5,25,50', percents)
    .option('--minutes <n>', 'that each step lasts at least; of ab: at most', readNumber)
    .option('--requests <n>', 'to the new version in each step, at least', readNumber)
    .option('--labels <n>', 'of ab: after which it is decided at the latest', readNumber)
    .option('--errors <share>', 'the greatest share of requests that fail (0.02)', readNumber)
    .option('--slower <times>', 'p95 latency against that of the former version (2)', readNumber)
    .option('--disagreement <share>', 'of shadow: the greatest share of rows answered otherwise', readNumber)
    .option('--worse <amount>', 'by the labels', readNumber)
    .addOption(
      new Option('--metric <what>', 'that labels tell: right answers, the error of numbers, or the label itself')
        .choices(['right', 'error', 'outcome'])
        .default('right'),
    )
    .option('--outcome <label>', 'of --metric outcome: the label whose share counts; else the mean of numbers')
    .addOption(new Option('--better <way>', 'of --metric outcome').choices(['higher', 'lower']).default('higher'))
    .option('--sample <n>', 'that a limit must have seen (100)', readNumber)
    .addOption(new Option('--approval <when>').choices(['none', 'before-start', 'before-promotion']).default('none'))
    .option('--watch <minutes>', 'with all traffic, go back all the same', readNumber, 0)
    .option('--plan <file>', 'JSON with all of this instead')
    .option('--note <text>', 'what whoever decides should know')
    .option('--wait', 'follow it to its end; exit code 1 unless it was promoted')
    .action((endpoint, version, options) => withSession((session) => start(session, endpoint, version, options)))
  release
    .command('status')
    .argument('<endpoint>')
    .description('where it stands, and why')
    .option('--wait', 'follow it to its end; exit code 1 unless it was promoted')
    .action((endpoint, options) => withSession((session) => status(session, endpoint, options)))
  const verb = (name: Verb, description: string) =>
    release
      .command(name)
      .argument('<endpoint>')
      .description(description)
      .option('--reason <text>', 'for the record')
      .action((endpoint, options) => withSession((session) => change(name)(session, endpoint, options)))
  verb('approve', 'agree to what it waits for, if you did not start it')
  verb('reject', 'do not agree: it ends')
  verb('rollback', 'send all traffic back where it was, at once')
  verb('cancel', 'end it, without blame')
}
