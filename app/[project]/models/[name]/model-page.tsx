'use client'
import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Page } from '../../../_frame/page.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { classNames } from '../../../_ui/class-names.ts'
import { ConfirmByName } from '../../../_ui/confirm-by-name.tsx'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { Menu } from '../../../_ui/menu.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { Deploy } from './deploy.tsx'
import { Version } from './version.tsx'

const text = words.models

interface ModelPageProps {
  project: string
  name: string
  /** Of the version; the newest when absent. */
  number?: number
}

export function ModelPage({ project, name, number }: ModelPageProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const model = useQuery(trpc.models.get.queryOptions({ name }))
  const shown = number ?? model.data?.versions[0]?.number
  const version = useQuery(
    trpc.models.getVersion.queryOptions(shown === undefined ? skipToken : { name, number: shown }),
  )
  const [removing, setRemoving] = useState(false)
  const remove = useMutation(
    trpc.models.remove.mutationOptions({
      onSuccess: () => {
        toast(text.deleted(name))
        router.push(`/${project}/models`)
      },
    }),
  )
  return (
    <Page
      title={name}
      parent={{ href: `/${project}/models`, label: text.title }}
      note={version.data && text.predicts(version.data.signature.target, text.tasks[version.data.signature.task])}
      actions={
        <>
          {shown !== undefined && <Deploy project={project} model={name} number={shown} />}
          <Menu groups={[[{ label: text.delete, danger: true, onSelect: () => setRemoving(true) }]]}>
            <IconButton label={words.common.more}>
              <Ellipsis />
            </IconButton>
          </Menu>
        </>
      }
    >
      <Loaded query={model} what={name}>
        {({ versions }) => (
          <nav aria-label={text.versions} className="-mt-2 flex gap-1 overflow-x-auto">
            {versions.map((one) => (
              <Link
                key={one.id}
                href={`?version=${one.number}`}
                aria-current={one.number === shown ? 'page' : undefined}
                className={classNames(
                  'flex h-control shrink-0 items-center rounded-md px-2.5 no-underline',
                  one.number === shown ? 'bg-hover font-strong' : 'text-soft hover:bg-hover',
                )}
              >
                {text.version(one.number)}
              </Link>
            ))}
          </nav>
        )}
      </Loaded>
      {model.data && (
        <Loaded query={version} what={text.version(shown ?? 0).toLowerCase()}>
          {(found) => <Version project={project} version={found} />}
        </Loaded>
      )}
      <ConfirmByName
        open={removing}
        onOpen={setRemoving}
        title={text.deleteTitle(name)}
        consequence={text.deleteConsequence}
        name={name}
        action={text.deleteAction}
        onConfirm={() => remove.mutateAsync({ name })}
      />
    </Page>
  )
}
