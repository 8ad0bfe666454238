'use client'
import { useQuery } from '@tanstack/react-query'
import { Page } from '../../../_frame/page.tsx'
import { LineageLink } from '../../../_lineage/lineage-link.tsx'
import { useAddress } from '../../../_list/use-address.ts'
import { Approvals } from '../../../_registry/approvals.tsx'
import { Notice } from '../../../_registry/notice.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Loaded } from '../../../_ui/loaded.tsx'
import { type Tab, Tabs } from '../../../_ui/tabs.tsx'
import { words } from '../../../_words/en.ts'
import { ModelActions } from './model-actions.tsx'
import { VersionPicker } from './version-picker.tsx'
import { type VersionTab, VersionView } from './version-view.tsx'
import { Versions } from './versions.tsx'

const text = words.registry
type Model = Outputs['models']['get']

interface ModelPageProps {
  project: string
  name: string
  /** Of the version; the newest when absent. */
  number?: number
}

export function ModelPage({ project, name, number }: ModelPageProps) {
  const trpc = useTRPC()
  const model = useQuery(trpc.models.get.queryOptions({ name }))
  const version = model.data && shownOf(model.data, number)
  const parent = { href: `/${project}/models`, label: words.models.title }
  return (
    <Page
      title={name}
      parent={parent}
      note={version && words.models.version(version.number)}
      actions={
        model.data && (
          <>
            {version && <LineageLink project={project} of={`version:${name}@${version.number}`} />}
            <ModelActions project={project} model={model.data} version={version} />
          </>
        )
      }
    >
      <Loaded query={model} what={name} back={parent}>
        {(found) => (
          <>
            {!version && number !== undefined && <Notice title={text.noVersion(number)} hint={text.noVersionHint} />}
            <Shown project={project} model={found} version={version} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** The newest that can answer, unless one is asked for. */
const shownOf = ({ versions }: Model, number?: number) =>
  number === undefined
    ? (versions.find(({ form, archivedAt }) => form === 'onnx' && !archivedAt) ?? versions[0])
    : versions.find((one) => one.number === number)

interface ShownProps {
  project: string
  model: Model
  version: Model['versions'][number] | undefined
}

const versionTabs = ['overview', 'card', 'examples'] as const satisfies readonly VersionTab[]

function Shown({ project, model, version }: ShownProps) {
  const address = useAddress()
  const tabs: Tab[] = [
    ...(version
      ? versionTabs
          .filter((tab) => version.form === 'onnx' || tab !== 'examples')
          .map((tab) => ({
            value: tab,
            label: text.tabs[tab],
            content: <VersionView project={project} model={model} version={version} tab={tab} />,
          }))
      : []),
    {
      value: 'versions',
      label: `${text.tabs.versions} (${model.versions.length})`,
      content: (
        <div className="pt-4">
          <Versions project={project} model={model} />
        </div>
      ),
    },
    {
      value: 'approvals',
      label: model.waiting > 0 ? words.approvals.open(model.waiting) : text.tabs.approvals,
      content: (
        <div className="pt-4">
          <Approvals project={project} model={model.name} />
        </div>
      ),
    },
  ]
  const asked = address.get('tab')
  const shown = tabs.find(({ value }) => value === asked) ?? tabs[0]
  return (
    <>
      {model.versions.length > 0 && <VersionPicker model={model} number={version?.number} />}
      <Tabs
        label={text.tabsOf(model.name)}
        tabs={tabs}
        value={shown?.value ?? 'versions'}
        onValue={(tab) => address.set({ tab: tab === tabs[0]?.value ? undefined : tab })}
      />
    </>
  )
}
