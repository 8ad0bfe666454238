import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { emailOf, hasPassword } from '../../_auth/account.ts'
import { Page, Section } from '../../_frame/page.tsx'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { words } from '../../_words/en.ts'
import { PasswordForm } from './password-form.tsx'
import { People } from './people.tsx'
import { Tokens } from './tokens.tsx'

export const metadata: Metadata = { title: words.settings.title }

export default async function SettingsPage({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.tokens.list.queryOptions(), trpc.members.list.queryOptions()]}
    >
      <Page title={words.settings.title} width="text">
        <People />
        <Tokens />
        <Section
          title={words.channels.title}
          about={words.channels.about}
          actions={<ButtonLink href={`/${project}/settings/channels`}>{words.alerts.showChannels}</ButtonLink>}
        >
          {null}
        </Section>
        <Password />
      </Page>
    </Prefetched>
  )
}

async function Password() {
  const own = await headers()
  const [email, known] = await Promise.all([emailOf(own), hasPassword(own)])
  return <PasswordForm email={email} known={known} />
}
