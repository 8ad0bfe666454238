import type { Command } from 'commander'
import {
  triggerChange,
  triggerCreate,
  triggerFire,
  triggerList,
  triggerRetry,
  triggerRotate,
  triggerShow,
} from './commands/trigger.ts'
import { readNumber } from './read-number.ts'
import type { Session } from './session.ts'
import { collect, type WithSession } from './with-session.ts'

export function declareTriggers(program: Command, withSession: WithSession): void {
  const trigger = program.command('trigger').description('run pipelines when something arrives or happens')
  trigger
    .command('create')
    .argument('<pipeline>', 'what it runs')
    .argument('<name>', 'of the trigger')
    .description('wait for a file, rows, a message, a call, a value, a model event or the end of another pipeline')
    .option('--webhook', 'a signed message; its secret is shown this once')
    .option('--api', 'a call: POST /pipelines/<pipeline>/runs')
    .option('--folder <path>', 'files in a folder that the operator allows (ESPALIER_WATCHED_FOLDERS)')
    .option('--glob <pattern>', 'which files', '*.csv')
    .option('--query <sql>', 'new rows of one SELECT')
    .option('--connection <name>', 'of --query: a database that the operator names (ESPALIER_CONNECTIONS)')
    .option('--column <name>', 'of --query: a column that grows from row to row')
    .option('--key <name>', 'of --query: a column that names a row, where several have the same value in the other')
    .option('--as <file>', 'project file that each arrival becomes the next version of')
    .option('--every <seconds>', 'how often --folder and --query look', readNumber)
    .option('--present', 'take what is there already as well')
    .option('--again', 'of --folder: a file that comes again unchanged runs again')
    .option('--when <condition>', 'a monitored value: "drift.share > 0.3"')
    .option('--of <pipeline>', 'of --when: the pipeline that measures')
    .option('--rearm <condition>', 'of --when: what must hold before it fires again')
    .option('--consecutive <n>', 'of --when: runs in a row', readNumber)
    .option('--registered [model]', 'a version of a model, or of any')
    .option('--alias [alias]', 'an alias moves')
    .option('--model <name>', 'of --alias')
    .option('--finished <pipeline>', 'another pipeline has ended')
    .option('--on <outcome>', 'of --finished: done, failed or cancelled; may be given again', collect, [])
    .option('--cooldown <seconds>', 'rest after a firing', readNumber)
    .option('--set <name=value>', 'a parameter, or node.param; {{ file }} and its kin are filled in', collect, [])
    .action((pipeline, name, options) => withSession((session) => triggerCreate(session, pipeline, name, options)))
  trigger
    .command('list')
    .description('what is waited for')
    .action(() => withSession(triggerList))
  trigger
    .command('fire')
    .argument('<trigger>')
    .description('run it now, as if something had arrived')
    .option('--payload <json>', 'what would have arrived', '{}')
    .action((name, { payload }) => withSession((session) => triggerFire(session, name, payload)))
  trigger
    .command('retry')
    .argument('<trigger>')
    .argument('<arrival>', 'its id, as in: trigger show <trigger>')
    .description('run again what arrived and could not run')
    .action((name, arrival) => withSession((session) => triggerRetry(session, name, arrival)))
  const one = (name: string, description: string, work: (session: Session, name: string) => Promise<void>) =>
    trigger
      .command(name)
      .argument('<trigger>')
      .description(description)
      .action((named) => withSession((session) => work(session, named)))
  one('show', 'what arrived, and what came of it', triggerShow)
  one('pause', 'wait for nothing, for now', triggerChange('pause'))
  one('resume', 'wait again', triggerChange('resume'))
  one('rotate', 'a new secret for a webhook', triggerRotate)
  one('delete', 'its runs stay', triggerChange('remove'))
}
