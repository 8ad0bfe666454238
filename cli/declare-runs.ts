import type { Command } from 'commander'
import { runCompare, runDelete, runList, runMove, runRestore, runShow } from './commands/run.ts'
import { readNumber } from './read-number.ts'
import { collect, type WithSession } from './with-session.ts'

const language = `
The search language: metrics.accuracy > 0.9, params.depth = '6', tags.team LIKE 'north%', attributes.status = 'FINISHED',
datasets.name IN ('penguins'), with AND, OR, NOT and parentheses.

  espalier run list --filter "metrics.rmse < 3 AND (params.depth = '6' OR tags.best = 'yes')" --order "metrics.rmse ASC"`

/** What is known of runs, on the command line. */
export function declareRuns(program: Command, withSession: WithSession): void {
  const run = program
    .command('run')
    .description('look at runs: of pipelines, of notebooks, of whatever logs with MLflow')
  run
    .command('show')
    .argument('<id>')
    .description('the steps of a pipeline run, and why one failed; what any other logged')
    .action((id) => withSession((session) => runShow(session, id)))
  run
    .command('list')
    .description('the newest first')
    .option('--filter <expression>', 'only those it finds')
    .option('--order <field>', 'such as "metrics.rmse ASC"; may be given again', collect)
    .option('--experiment <number>', 'only of this one; may be given again', numbers)
    .option('--limit <n>', 'how many', readNumber, 20)
    .option('--after <token>', 'the page after, as the one before said')
    .option('--trash', 'those that were deleted')
    .addHelpText('after', language)
    .action((options) => withSession((session) => runList(session, options)))
  run
    .command('compare')
    .argument('<ids...>', 'two or more')
    .description('side by side, what differs first; a star marks the better figure')
    .action((ids) => withSession((session) => runCompare(session, ids)))
  run
    .command('delete')
    .argument('<ids...>')
    .description('into the trash: `run list --trash` shows them, `run restore` brings them back')
    .action((ids) => withSession((session) => runDelete(session, ids)))
  run
    .command('restore')
    .argument('<ids...>')
    .description('out of the trash')
    .action((ids) => withSession((session) => runRestore(session, ids)))
  run
    .command('move')
    .argument('<ids...>')
    .description('to another experiment, with those beneath them; files keep their addresses')
    .requiredOption('--to <number>', 'of the experiment', readNumber)
    .action((ids, { to }) => withSession((session) => runMove(session, ids, to)))
}

const numbers = (value: string, before: number[] = []) => [...before, readNumber(value)]
