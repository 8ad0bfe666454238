'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Page, Section } from '../_frame/page.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { Upload } from '../_ui/upload.tsx'
import { words } from '../_words/en.ts'
import { CreatePipeline } from '../[project]/pipelines/create-pipeline.tsx'
import { RecentPipelines } from './recent-pipelines.tsx'
import { TemplateCard } from './template-card.tsx'

const text = words.welcome

export function WelcomePage({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const templates = useQuery(trpc.templates.list.queryOptions())
  const pipelines = useQuery(trpc.pipelines.list.queryOptions())
  const recent = pipelines.data?.slice(0, 5) ?? []
  return (
    <div className="mx-auto max-w-260">
      <Page title={text.title} actions={<CreatePipeline project={project} />}>
        <div className="flex flex-col gap-8">
          {recent.length > 0 && (
            <Section
              title={text.recent}
              actions={
                <Link href={`/${project}/pipelines`} className="link">
                  {text.allPipelines}
                </Link>
              }
            >
              <RecentPipelines project={project} pipelines={recent} />
            </Section>
          )}
          <Section title={text.templates}>
            <Loaded query={templates} what={text.templates.toLowerCase()}>
              {(list) => (
                <ul className="grid gap-4 md:grid-cols-2">
                  {list.map((template) => (
                    <TemplateCard key={template.name} project={project} template={template} />
                  ))}
                </ul>
              )}
            </Loaded>
          </Section>
          <Section title={text.own}>
            <Upload
              project={project}
              onUploaded={({ name, others }) => {
                if (others === 0) router.push(`/${project}/data/${encodeURIComponent(name)}`)
              }}
            />
          </Section>
        </div>
      </Page>
    </div>
  )
}
