import { Command, CommanderError } from 'commander'
import { Fault } from '#pipeline/fault.ts'
import { endpointList, endpointRemove } from './commands/endpoint.ts'
import { declareLabel } from './commands/label.ts'
import { lineage } from './commands/lineage.ts'
import { declareMonitor } from './commands/monitor.ts'
import { pipelineApply, pipelineExport, pipelineList } from './commands/pipeline.ts'
import { pipelineRun } from './commands/pipeline-run.ts'
import { predict } from './commands/predict.ts'
import { predictionExplain } from './commands/prediction.ts'
import { declareRelease } from './commands/release.ts'
import { declareSchedule } from './commands/schedule.ts'
import { search } from './commands/search.ts'
import { declareAlerts } from './declare-alerts.ts'
import { declareDemos } from './declare-demos.ts'
import { declareMembers } from './declare-members.ts'
import { declareModels } from './declare-models.ts'
import { declareNotebooks } from './declare-notebooks.ts'
import { declareRuns } from './declare-runs.ts'
import { declareTriggers } from './declare-triggers.ts'
import { type ExitCode, exitCodeOf, exitCodes, faultOf, faultText } from './failure.ts'
import { printable } from './printable.ts'
import { readNumber } from './read-number.ts'
import { type GlobalOptions, openSession } from './session.ts'
import { collect, type WithSession } from './with-session.ts'

const help = `
Examples:
  espalier pipeline run examples/penguins.yaml --wait
  espalier pipeline run flights.yaml --set train.trees=50 --wait --json
  espalier pipeline export penguins > penguins.yaml
  espalier notebook run train.ipynb --set alpha=0.5 --wait
  espalier run list --filter "metrics.accuracy > 0.9"
  espalier model alias penguins@3 champion --reason "better on the north"
  espalier model archive penguins@1 --out penguins-1.tar
  espalier predict penguins --rows new.csv
  espalier model import model.onnx --name churn
  espalier schedule create penguins nightly --at 02:30
  espalier trigger create penguins arrivals --folder /data/in --set load.file='{{ file }}'
  espalier release start penguins penguins@2 --strategy canary --wait
  echo '{"island": "Dream"}' | espalier predict penguins --rows -

It finds the platform that runs in ./.espalier (--home DIR or ESPALIER_HOME name another home), or the one of ESPALIER_URL
and ESPALIER_TOKEN (and ESPALIER_API_URL, where predictions are answered elsewhere).
Exit codes: 0 done, 1 the run failed, 2 wrong use, 3 the platform cannot be reached.`

const collectNames = (given: string, before: string[]) => [...before, ...given.split(',').map((name) => name.trim())]

/** Runs one command line; its exit code. */
export async function main(argv: string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  const program = new Command('espalier')
  const withSession: WithSession = async (work) => {
    code = (await work(await openSession(program.opts<GlobalOptions>()))) ?? exitCodes.done
  }
  declareCommands(program, withSession)
  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    const isUsage = error instanceof CommanderError
    if (isUsage && error.exitCode === 0) return exitCodes.done
    const fault = faultOf(isUsage ? misuse(error) : error)
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ fault }, null, 2)}\n`)
    // What is wrong with the line itself has been said already.
    else if (!isUsage) process.stderr.write(`${printable(faultText(fault))}\n`)
    return exitCodeOf(fault)
  }
}

const misuse = ({ message }: CommanderError): Fault =>
  new Fault('INVALID_INPUT', message.replace(/^error: /, '').replace('(outputHelp)', 'no command'))

function declareCommands(program: Command, withSession: WithSession): void {
  program
    .description('Pipelines, runs and predictions of Espalier, for people, scripts and CI.')
    .option('--home <dir>', 'state folder of a platform on this machine')
    .option('--json', 'one JSON document on stdout, nothing for people')
    .addHelpText('after', help)
    .exitOverride()

  const pipeline = program.command('pipeline').description('draw by text, and run')
  pipeline
    .command('run')
    .argument('<pipeline>', 'a YAML file (applied first, with the tables beside it), or a name')
    .description('start a run')
    .option('--set <name=value>', 'override a parameter, or node.param', collect)
    .option('--wait', 'follow it to its end')
    .action((named, options) => withSession((session) => pipelineRun(session, named, options)))
  pipeline
    .command('list')
    .description('what there is')
    .action(() => withSession(pipelineList))
  pipeline
    .command('export')
    .argument('<name>')
    .description('its YAML on stdout')
    .action((named) => withSession((session) => pipelineExport(session, named)))
  pipeline
    .command('apply')
    .argument('<file>', 'YAML')
    .description('make the pipeline of its name what the file says')
    .action((path) => withSession((session) => pipelineApply(session, path)))

  declareRuns(program, withSession)
  declareNotebooks(program, withSession)
  declareSchedule(program, withSession)
  declareTriggers(program, withSession)
  declareMonitor(program, withSession)
  declareLabel(program, withSession)
  declareMembers(program, withSession)
  declareModels(program, withSession)
  declareAlerts(program, withSession)
  declareDemos(program, withSession)
  declareRelease(program, withSession)

  const endpoint = program.command('endpoint').description('where models answer')
  endpoint
    .command('list')
    .description('what there is, and who answers')
    .action(() => withSession(endpointList))
  endpoint
    .command('remove')
    .argument('<name>')
    .description('it answers no more, at once; its predictions are kept, and the name may be used again')
    .action((name) => withSession((session) => endpointRemove(session, name)))

  program
    .command('predict')
    .argument('<endpoint>')
    .description('ask a deployed model')
    .requiredOption('--rows <file>', 'CSV, JSON or JSON Lines; - for stdin')
    .option('--ignore <columns>', 'not to send, separated by commas: ids, the answer', collectNames, [])
    .action((endpoint, { rows, ignore }) => withSession((session) => predict(session, endpoint, rows, ignore)))

  program
    .command('search')
    .argument('<words...>', 'words, "exact words", or, -not, or how an id begins')
    .description('find anything by names, descriptions, params, tags, notes, cards, columns and artifacts')
    .option('--kind <kind>', 'only one kind, and more of it')
    .option('--limit <n>', 'how many', readNumber, 30)
    .action((words, options) => withSession((session) => search(session, words.join(' '), options)))

  program
    .command('lineage')
    .argument(
      '<what>',
      'a file (flights.csv, flights.csv@2), logged data, an endpoint, a model version (late@3), a run, a prediction',
    )
    .description('what it came from and what came of it; of a file, what must be trained again if it is wrong')
    .option('--column <name>', 'of a file or logged data: only the ways to what rests on this column')
    .option('--all', 'all that is left out otherwise: every neighbour, and versions no longer in use')
    .action((what, options) => withSession((session) => lineage(session, what, options)))

  const prediction = program.command('prediction').description('look at answers that were given')
  prediction
    .command('explain')
    .argument('<id>')
    .description('where it came from, the same answer computed again, and what each feature added')
    .option('--seed <n>', 'of contributions that are sampled', readNumber, 0)
    .option('--budget <n>', 'how many rows the model may be asked about', readNumber, 50_000)
    .action((id, options) => withSession((session) => predictionExplain(session, id, options)))

  inheritOptions(program)
}

/** `--json` and `--home` may stand anywhere on the line; usage errors never end the process themselves. */
function inheritOptions(program: Command): void {
  const all = (command: Command): Command[] => command.commands.flatMap((child) => [child, ...all(child)])
  for (const command of all(program)) {
    command.exitOverride()
    if (command.commands.length) continue
    command.option('--json', 'one JSON document on stdout').option('--home <dir>', 'state folder of a platform')
    command.hook('preAction', (_, acting) => {
      for (const [name, value] of Object.entries(acting.opts()))
        if (name === 'json' || name === 'home') program.setOptionValue(name, value)
    })
  }
}
