import type { Command } from 'commander'
import { type NotebookRunOptions, notebookRun } from './commands/notebook-run.ts'
import { collect, type WithSession } from './with-session.ts'

export function declareNotebooks(program: Command, withSession: WithSession): void {
  program
    .command('notebook')
    .description('run notebooks')
    .command('run')
    .argument('<file>', 'an .ipynb file; it is uploaded first')
    .description('run a notebook from its first cell to its last')
    .option('--set <name=value>', 'a parameter of the cell tagged parameters', collect)
    .option('--kernel <name>', 'another kernel than the one it names')
    .option('--reuse', 'the result of an equal run before will do')
    .option('--wait', 'follow it to its end')
    .option('--out <file>', 'wait, and save the executed notebook')
    .action((file: string, options: NotebookRunOptions) =>
      withSession((session) => notebookRun(session, file, options)),
    )
}
