import { useStore } from '../store.ts'
import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { Status } from './status.tsx'
import { useAnswer } from './use-answer.ts'

/** A push keeps the whole path of its notebook; here it is known from Jupyter's own root on. */
const filterOf = (path: string): string => `tags."mlflow.source.name" LIKE '%/${path.replaceAll("'", "''")}'`

interface Run {
  id: string
  experiment: number
  name: string
  status: string
  metrics: { key: string; value: number | string }[]
}

/** What the notebook in front has pushed and logged, as it comes. */
export function NotebookRuns({ url, project }: Place) {
  const { commands, notebook, trans } = useParts()
  const path = useStore(notebook)
  const { data, fault } = useAnswer<{ runs: Run[] }>(
    path ? 'tracked.search' : undefined,
    ['tracked-run', 'experiment'],
    {
      filter: filterOf(path),
      limit: 50,
    },
  )
  const answer = path ? { ...(data && { data: data.runs }), ...(fault && { fault }) } : { data: [] }
  return (
    <Section
      title={trans.__('This notebook')}
      answer={answer}
      empty={
        path
          ? trans.__('Nothing pushed yet. Run the cells, then press “Push experiment”.')
          : trans.__('Open a notebook to see its runs.')
      }
      action={
        path && (
          <button
            type="button"
            className="jp-mod-styled jp-mod-accept esp-Small"
            onClick={() => void commands.execute('espalier:push-experiment')}
          >
            {trans.__('Push experiment')}
          </button>
        )
      }
      row={({ id, experiment, name, status, metrics }) => (
        <li key={id}>
          <Status of={status} />
          <PageLink to={`${url}/${project}/experiments/${experiment}/runs/${id}`}>{shortened(name, path)}</PageLink>
          <span className="esp-Quiet esp-Cut">
            {metrics
              .slice(0, 2)
              .map(({ key, value }) => `${key} ${typeof value === 'number' ? value.toPrecision(3) : value}`)
              .join(' · ')}
          </span>
        </li>
      )}
    />
  )
}

/** Without the name of the notebook, which all of them begin with. */
function shortened(name: string, path: string): string {
  const stem =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.ipynb$/, '') ?? ''
  return (name.startsWith(stem) && name.slice(stem.length).trim()) || name
}
