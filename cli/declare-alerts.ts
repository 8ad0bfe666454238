import type { Command } from 'commander'
import { alertAck, alertList, alertSilence } from './commands/alert.ts'
import type { WithSession } from './with-session.ts'

export function declareAlerts(program: Command, withSession: WithSession): void {
  const alert = program.command('alert').description('what somebody should look at')
  alert
    .command('list')
    .description('what is not over')
    .option('--all', 'also what is')
    .action((options) => withSession((session) => alertList(session, options)))
  alert
    .command('ack')
    .argument('<id>')
    .description('you look after it: no word of it until it is over or worse')
    .option('--note <text>', 'for the others')
    .action((id, options) => withSession((session) => alertAck(session, id, options)))
  alert
    .command('silence')
    .argument('[id]')
    .description('send no word of an alert, or of a kind, for a time')
    .option('--kind <kind>', 'everything of this kind, such as schedule-failed')
    .requiredOption('--for <length>', '30m, 8h or 7d')
    .requiredOption('--reason <text>', 'for whoever wonders')
    .action((id, options) => withSession((session) => alertSilence(session, id, options)))
}
