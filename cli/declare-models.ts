import { type Command, Option } from 'commander'
import { decommission } from './commands/decommission.ts'
import { modelAlias, modelCompare, modelList, modelPromote, modelShow } from './commands/model.ts'
import { modelApprovals, modelApprove, modelProtect, modelReject } from './commands/model-approvals.ts'
import { modelArchive, modelRestore } from './commands/model-archive.ts'
import { modelImport } from './commands/model-import.ts'
import { readNumber } from './read-number.ts'
import { collect, type WithSession } from './with-session.ts'

const names = (given: string) => given.split(',').map((name) => name.trim())
const version = 'NAME@3 or NAME@champion; a name alone is the newest'

/** What the registry of models does on the command line. */
export function declareModels(program: Command, withSession: WithSession): void {
  const model = program.command('model').description('look at models, and say which version is used for what')
  model
    .command('list')
    .description('what there is')
    .action(() => withSession(modelList))
  model
    .command('import')
    .argument('<file>', 'ONNX, or trees as XGBoost or LightGBM save them')
    .description('register an ONNX file as the next version of a model')
    .option('--name <name>', 'of the model; as the file is called otherwise')
    .option('--rows <file>', 'CSV or Parquet such as it was trained on: ranges, categories, examples, explanations')
    .option('--labels <names>', 'classes in the order of its scores, separated by commas', names)
    .option('--columns <names>', 'in the order in which it takes them', names)
    .option('--target <name>', 'what it predicts')
    .addOption(new Option('--task <task>').choices(['classification', 'regression']))
    .option(
      '--signature <file>',
      'JSON: all that the file does not say of itself (columns with units, image, outputs, …)',
    )
    .option('--description <text>')
    .action((path, options) => withSession((session) => modelImport(session, path, options)))
  model
    .command('show')
    .argument('<model>', 'NAME for all its versions, NAME@3 or NAME@champion for one with its card')
    .description('versions with aliases, state and origin; or one of them')
    .action((named) => withSession((session) => modelShow(session, named)))
  model
    .command('compare')
    .argument('<versions...>', version)
    .description('side by side, what differs first')
    .action((named) => withSession((session) => modelCompare(session, named)))
  model
    .command('promote')
    .argument('<version>', version)
    .description('to a stage, or by an alias')
    .option('--to <what>', 'None, Staging, Production, Archived, or @ALIAS', 'Production')
    .option('--archive-others', 'versions that are in that stage go to Archived')
    .option('--reason <text>', 'for who decides, where the alias is protected')
    .action((named, options) => withSession((session) => modelPromote(session, named, options)))
  model
    .command('alias')
    .argument('<version>', `${version}; with --remove the model's name`)
    .argument('<alias>')
    .description('move an alias here; exit code 1 where it is protected and now waits for somebody')
    .option('--remove', 'take it away instead')
    .option('--reason <text>', 'for who decides, where the alias is protected')
    .action((named, alias, options) => withSession((session) => modelAlias(session, named, alias, options)))
  model
    .command('archive')
    .argument('<version>', version)
    .description('write it into one file, and take it out of use')
    .option('--out <file>', 'NAME-NUMBER.tar when absent')
    .option('--copy', 'only the file: it stays in use')
    .action((named, options) => withSession((session) => modelArchive(session, named, options)))
  model
    .command('restore')
    .argument('<file>', 'as archive wrote it')
    .description('bring it back under its number, bit for bit, with aliases and tags')
    .option('--as <name>', 'into a model of another name')
    .action((file, options) => withSession((session) => modelRestore(session, file, options)))
  model
    .command('decommission')
    .argument('<what>', `${version}; or endpoint:NAME`)
    .description('callers are warned until a day, and refused from then on')
    .option('--on <day>', 'last day, such as 2027-01-31, or a moment')
    .option('--reason <text>', 'callers read it')
    .option('--keep', 'take the date back')
    .action((named, options) => withSession((session) => decommission(session, named, options)))
  declareApprovals(model, withSession)
}

function declareApprovals(model: Command, withSession: WithSession): void {
  model
    .command('protect')
    .argument('<alias>')
    .description('it moves only when somebody other than who asks agrees')
    .option('--model <name>', 'of this model; of all when absent')
    .option('--role <role>', 'who may agree: owner, engineer, scientist, analyst', collect)
    .option('--lift', 'it moves freely again')
    .action((alias, options) => withSession((session) => modelProtect(session, alias, options)))
  model
    .command('approvals')
    .argument('[model]')
    .description('moves of protected aliases that wait')
    .option('--all', 'those decided as well')
    .action((named, options) => withSession((session) => modelApprovals(session, named, options)))
  model
    .command('approve')
    .argument('<request>', 'its number', readNumber)
    .description('agree: the alias moves')
    .option('--reason <text>')
    .action((request, options) => withSession((session) => modelApprove(session, request, options)))
  model
    .command('reject')
    .argument('<request>', 'its number', readNumber)
    .description('the alias stays where it is')
    .requiredOption('--reason <text>')
    .action((request, options) => withSession((session) => modelReject(session, request, options)))
}
