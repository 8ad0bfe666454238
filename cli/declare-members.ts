import type { Command } from 'commander'
import { memberInvite, memberList } from './commands/member.ts'
import type { WithSession } from './with-session.ts'

export function declareMembers(program: Command, withSession: WithSession): void {
  const member = program.command('member').description('who works in the project')
  member
    .command('list')
    .description('people, and what they may do')
    .action(() => withSession(memberList))
  member
    .command('invite')
    .argument('<email>')
    .description('let somebody in; prints a link that opens once')
    .requiredOption('--name <name>', 'as others see it')
    .option('--role <role>', 'owner, engineer, scientist, analyst or viewer', 'analyst')
    .action((email, options) => withSession((session) => memberInvite(session, email, options)))
}
