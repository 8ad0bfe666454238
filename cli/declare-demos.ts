import type { Command } from 'commander'
import { demoCreate, demoDelete, demoList, demoShare } from './commands/demo.ts'
import { readNumber } from './read-number.ts'
import type { WithSession } from './with-session.ts'

export function declareDemos(program: Command, withSession: WithSession): void {
  const demo = program.command('demo').description('pages to try a model on')
  demo
    .command('create')
    .argument('<model>', 'its newest version, model@3 or model@alias')
    .description('make one; prints where it is, for people and for Gradio clients')
    .option('--title <text>', 'above the page')
    .option('--name <name>', 'part of its address; made from the title otherwise')
    .option('--endpoint', 'the name is of an endpoint: it answers with whatever that leads to')
    .action((named, options) => withSession((session) => demoCreate(session, named, options)))
  demo
    .command('list')
    .description('what there is, and who may open it')
    .action(() => withSession(demoList))
  demo
    .command('share')
    .argument('<name>')
    .description('a link for anyone who has it')
    .option('--title <text>', 'for whom, to recognise it by')
    .option('--days <n>', 'until it ends: 14 unless told otherwise', readNumber)
    .option('--per-hour <n>', 'visits that may begin in an hour', readNumber)
    .option('--total <n>', 'visits that may ever begin', readNumber)
    .action((name, options) => withSession((session) => demoShare(session, name, options)))
  demo
    .command('delete')
    .argument('<name>')
    .description('nobody opens it any more; it can be restored on its page')
    .action((name) => withSession((session) => demoDelete(session, name)))
}
