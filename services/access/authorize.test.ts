import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../context.ts'
import { authorize } from './authorize.ts'
import { matrix, memberRoles, type Role } from './matrix.ts'

const root = join(process.cwd(), 'services')

/** Exported functions that take no actor, and why they may. Everything else that takes a context must ask. */
const askNobody: Record<string, string> = {
  'access/authorize.ts': 'it is the question itself',
  'alerts/plan-settled.ts': 'part of verbs that have asked',
  'alerts/plan.ts': 'part of verbs that have asked',
  'alerts/raise.ts': 'part of whatever it tells of',
  'alerts/settle.ts': 'part of whatever it tells of',
  'alerts/sending/finish.ts': 'for whoever sends, which acts for nobody',
  'alerts/sending/message.ts': 'words of what was planned by verbs that have asked',
  'alerts/sending/send.ts': 'for whoever sends, which acts for nobody',
  'alerts/sending/take.ts': 'for whoever sends, which acts for nobody',
  'alerts/find.ts': 'part of verbs that have asked',
  'alerts/changed.ts': 'part of verbs that have asked',
  'alerts/channels/find.ts': 'part of verbs that have asked',
  'alerts/state-of.ts': 'part of verbs that have asked',
  'alerts/silenced.ts': 'part of verbs that have asked',
  'approvals/close.ts': 'part of verbs that have asked',
  'approvals/file-request.ts': 'part of verbs that have asked',
  'approvals/find.ts': 'part of verbs that have asked',
  'approvals/hold-pending.ts': 'part of verbs that have asked',
  'artifacts/visible.ts': 'part of verbs that have asked',
  'artifacts/hold.ts': 'part of verbs that have asked',
  'artifacts/release.ts': 'part of verbs that have asked',
  'artifacts/link.ts': 'part of verbs that have asked',
  'audit/append.ts': 'the last beat of verbs that have asked',
  'auth/actor-of-token.ts': 'finds out who asks',
  'auth/actor-of-user.ts': 'finds out who asks',
  'auth/create-sign-in-link.ts': 'for whoever starts the platform',
  'auth/use-sign-in-link.ts': 'opens a session for who has the link',
  'devices/find.ts': 'part of verbs that have asked',
  'devices/poll.ts': 'for a program that nobody has let in yet',
  'devices/start.ts': 'for a program that nobody has let in yet',
  'datasets/add.ts': 'part of verbs that have asked',
  'decisions/of-approvals.ts': 'part of verbs that have asked',
  'decisions/of-releases.ts': 'part of verbs that have asked',
  'decisions/of-run.ts': 'part of verbs that have asked',
  'decommissions/subject.ts': 'part of verbs that have asked',
  'decommissions/sunsets.ts': 'part of verbs that have asked',
  'demos/ask-version.ts': 'part of verbs that have asked',
  'demos/begin-visit.ts': 'opens a visit for who has a link',
  'demos/details-of.ts': 'part of verbs that have asked',
  'demos/enter.ts': 'finds out who asks',
  'demos/find.ts': 'part of verbs that have asked',
  'demos/frames-of.ts': 'says who may show what a link opens',
  'demos/glance.ts': 'says who somebody with a link will be',
  'demos/jobs/cancel.ts': 'for who knows the id of a job',
  'demos/jobs/care.ts': 'for the processes that answer jobs, which act for nobody',
  'demos/jobs/finish.ts': 'for the processes that answer jobs, with the lease of one',
  'demos/jobs/open-jobs.ts': 'acts for whoever asked each job',
  'demos/jobs/rank.ts': 'says only how many wait',
  'demos/jobs/take.ts': 'for the processes that answer jobs, which act for nobody',
  'demos/uploads/reference.ts': 'part of verbs that have asked',
  'demos/load.ts': 'part of verbs that have asked',
  'demos/page.ts': 'part of verbs that have asked',
  'demos/pages.ts': 'part of verbs that have asked',
  'demos/rows.ts': 'part of verbs that have asked',
  'demos/subject.ts': 'part of verbs that have asked',
  'demos/spread-of.ts': 'part of verbs that have asked',
  'demos/versions-of.ts': 'part of verbs that have asked',
  'demos/within.ts': 'part of verbs that have asked',
  'endpoints/find.ts': 'part of verbs that have asked',
  'endpoints/routes.ts': 'part of verbs that have asked',
  'endpoints/targets.ts': 'part of verbs that have asked',
  'endpoints/try-version.ts': 'part of verbs that have asked',
  'events/notify.ts': 'part of verbs that have asked',
  'gauges/read.ts': 'for the operator of the platform, who shows the token for metrics',
  'gauges/tally.ts': 'part of whatever it counts',
  'gauges/serving-names.ts': 'for the operator of the platform, who shows the token for metrics',
  'files/as-parquet.ts': 'part of verbs that have asked',
  'files/find.ts': 'part of verbs that have asked',
  'files/insert-version.ts': 'part of verbs that have asked',
  'labels/answered-by.ts': 'part of verbs that have asked',
  'labels/keep.ts': 'part of verbs that have asked',
  'labels/said-in-demo.ts': 'part of verbs that have asked',
  'lineage/version-columns.ts': 'part of verbs that have asked',
  'models/admit-onnx.ts': 'part of verbs that have asked',
  'models/converted-from.ts': 'part of verbs that have asked',
  'models/bundle/aliases.ts': 'part of verbs that have asked',
  'models/bundle/describe.ts': 'part of verbs that have asked',
  'models/bundle/logged-files.ts': 'part of verbs that have asked',
  'models/bundle/place.ts': 'part of verbs that have asked',
  'models/bundle/put-back.ts': 'part of verbs that have asked',
  'models/keep-rows.ts': 'part of verbs that have asked',
  'models/told-columns.ts': 'part of verbs that have asked',
  'models/card/facts.ts': 'part of verbs that have asked',
  'models/drop-aliases.ts': 'part of verbs that have asked',
  'models/find-registered-version.ts': 'part of verbs that have asked',
  'models/find-registered.ts': 'part of verbs that have asked',
  'models/find.ts': 'part of verbs that have asked',
  'models/hold-servable.ts': 'part of verbs that have asked',
  'models/lead-alias.ts': 'part of verbs that have asked',
  'models/lineage.ts': 'part of verbs that have asked',
  'models/logged-metrics.ts': 'part of verbs that have asked',
  'models/maker-of.ts': 'part of verbs that have asked',
  'models/inspected.ts': 'part of verbs that have asked',
  'models/mlflow-model.ts': 'part of verbs that have asked',
  'models/move-alias.ts': 'part of verbs that have asked',
  'models/onnx-files.ts': 'part of verbs that have asked',
  'models/origin-of.ts': 'part of verbs that have asked',
  'models/origins.ts': 'part of verbs that have asked',
  'models/params-of.ts': 'part of verbs that have asked',
  'models/sample-rows.ts': 'part of verbs that have asked',
  'models/serving.ts': 'part of verbs that have asked',
  'lineage/pictured.ts': 'part of verbs that have asked',
  'lineage/resting-on.ts': 'part of verbs that have asked',
  'models/training-run-of.ts': 'part of verbs that have asked',
  'models/source-folder.ts': 'part of verbs that have asked',
  'devices/insert-token.ts': 'part of verbs that have asked',
  'notebooks/find-record.ts': 'part of verbs that have asked',
  'triggers/read-rows.ts': 'part of looks that have asked',
  'triggers/seen-rows.ts': 'part of looks that have asked',
  'triggers/prune.ts': 'for the worker, which acts for nobody',
  'triggers/testing.ts': 'makes what tests of triggers stand on',
  'members/find.ts': 'part of verbs that have asked',
  'members/of-project.ts': 'part of verbs that have asked',
  'members/invitation.ts': 'part of verbs that have asked',
  'runs/set-off-by.ts': 'part of verbs that have asked',
  'outbox/mark-sent.ts': 'for the dispatcher, which acts for nobody',
  'outbox/wish.ts': 'part of verbs that have asked',
  'outbox/pending.ts': 'for the dispatcher, which acts for nobody',
  'outbox/prune.ts': 'for the worker, which acts for nobody',
  'outbox/refused.ts': 'for the dispatcher, which acts for nobody',
  'outbox/subject.ts': 'words of what was wished by verbs that have asked',
  'pipelines/add-revision.ts': 'part of verbs that have asked',
  'pipelines/find.ts': 'part of verbs that have asked',
  'pipelines/insert.ts': 'part of verbs that have asked',
  'pipelines/slug.ts': 'part of verbs that have asked',
  'predictions/attribute.ts': 'part of verbs that have asked',
  'predictions/find.ts': 'part of verbs that have asked',
  'monitors/log-figures.ts': 'part of verbs that have asked',
  'monitors/operation-figures.ts': 'part of verbs that have asked',
  'monitors/tell-outcome.ts': 'part of verbs that have asked',
  'monitors/pipelines-of.ts': 'part of verbs that have asked',
  'predictions/pages-of.ts': 'part of verbs that have asked',
  'predictions/recompute.ts': 'part of verbs that have asked',
  'predictions/route-of.ts': 'part of verbs that have asked',
  'projects/ensure-default.ts': 'for whoever starts the platform',
  'releases/add-event.ts': 'part of verbs that have asked',
  'releases/alert.ts': 'part of verbs that have asked',
  'releases/demand-to-go-back.ts': 'part of verbs that have asked',
  'releases/end-by-hand.ts': 'part of verbs that have asked',
  'releases/end.ts': 'part of verbs that have asked',
  'releases/enter.ts': 'part of verbs that have asked',
  'releases/hold.ts': 'part of verbs that have asked',
  'releases/lead-context.ts': 'acts for whoever started the release',
  'releases/measure.ts': 'part of verbs that have asked',
  'releases/open-release.ts': 'part of verbs that have asked',
  'releases/outcomes.ts': 'part of verbs that have asked',
  'releases/shown.ts': 'part of verbs that have asked',
  'releases/unfinished.ts': 'for the reconciler, which acts for nobody',
  'results/are-whole.ts': 'part of verbs that have asked',
  'results/find.ts': 'part of verbs that have asked',
  'schedules/fire.ts': 'for the worker: acts for the owner of the schedule',
  'schedules/wanted.ts': 'for the dispatcher, which acts for nobody',
  'schedules/missed.ts': 'part of verbs that have asked',
  'schedules/tell-of-run.ts': 'part of verbs that have asked',
  'schedules/watch-firings.ts': 'for the worker, which acts for nobody',
  'schedules/find.ts': 'part of verbs that have asked',
  'schedules/changed.ts': 'part of verbs that have asked',
  'runs/insert.ts': 'part of verbs that have asked',
  'runs/find.ts': 'part of verbs that have asked',
  'runs/prepare.ts': 'part of verbs that have asked',
  'runs/close.ts': 'part of verbs that have asked',
  'runs/reuse.ts': 'part of verbs that have asked',
  'runs/finish-training.ts': 'part of verbs that have asked',
  'runs/track-data.ts': 'part of verbs that have asked',
  'runs/track-training.ts': 'part of verbs that have asked',
  'runs/track.ts': 'part of verbs that have asked',
  'runs/unfinished.ts': 'for the reconciler, which acts for nobody',
  'runs/work-context.ts': 'acts for whoever started the run',
  'search/gather-words.ts': 'for the worker, and part of verbs that have asked',
  'search/near-misses.ts': 'part of verbs that have asked',
  'search/words-are-due.ts': 'part of verbs that have asked',
  'steps/fence.ts': 'part of verbs that have asked',
  'traffic/add.ts': 'part of verbs that have asked',
  'serving/keep.ts': 'for the processes that answer, which act for nobody',
  'tokens/give-back.ts': 'who has a token may end it',
  'tracking/artifacts/beneath.ts': 'part of verbs that have asked',
  'tracking/artifacts/forget.ts': 'part of verbs that have asked',
  'tracking/artifacts/table-preview.ts': 'part of verbs that have asked',
  'tracking/runs/search-page.ts': 'part of verbs that have asked',
  'tracking/runs/find-page.ts': 'part of verbs that have asked',
  'tracking/search/indexed.ts': 'part of verbs that have asked',
  'tracking/experiments/find.ts': 'part of verbs that have asked',
  'tracking/experiments/insert.ts': 'part of verbs that have asked',
  'tracking/logged-models/find.ts': 'part of verbs that have asked',
  'tracking/pushes/give-up.ts': 'worker, by itself',
  'tracking/pushes/hear.ts': 'part of a verb that has asked',
  'tracking/pushes/keep-run.ts': 'part of verbs that have asked',
  'tracking/pushes/known-push.ts': 'part of verbs that have asked',
  'tracking/runs/among.ts': 'part of verbs that have asked',
  'tracking/runs/destroy-runs.ts': 'part of verbs that have asked',
  'tracking/runs/find.ts': 'part of verbs that have asked',
  'triggers/arrive.ts': 'part of verbs that have asked',
  'triggers/cycles.ts': 'part of verbs that have asked',
  'triggers/demand-settings.ts': 'part of verbs that have asked',
  'triggers/evaluate.ts': 'part of verbs that have asked',
  'triggers/fill-in.ts': 'part of verbs that have asked',
  'triggers/find.ts': 'part of verbs that have asked',
  'triggers/fire.ts': 'for the worker: acts for the owner of the trigger',
  'triggers/hold.ts': 'part of verbs that have asked',
  'triggers/judge.ts': 'part of verbs that have asked',
  'triggers/look.ts': 'for the worker: acts for the owner of the trigger',
  'triggers/look-for-rows.ts': 'part of verbs that have asked',
  'triggers/look-in-folder.ts': 'part of verbs that have asked',
  'triggers/measured.ts': 'part of verbs that have asked',
  'triggers/offered.ts': 'part of verbs that have asked',
  'triggers/receive.ts': 'for who signs with the secret of a webhook',
  'triggers/refuse.ts': 'part of verbs that have asked',
  'triggers/secret.ts': 'part of verbs that have asked',
  'triggers/take-file.ts': 'part of verbs that have asked',
  'triggers/tell.ts': 'part of verbs that have asked',
  'triggers/tell-of-run.ts': 'part of verbs that have asked',
  'triggers/wanted.ts': 'for the dispatcher and the reconciler, which act for nobody',
  'triggers/works.ts': 'part of verbs that have asked',
}

interface Source {
  path: string
  text: string
}

async function sources(): Promise<Source[]> {
  const paths = await readdir(root, { recursive: true })
  const code = paths.filter(
    (path) => /^(?!testing)\w+\//.test(path) && path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )
  return await Promise.all(code.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })))
}

/** A file that touches what is stored, or is handed a context. */
const actsOnStore = ({ text }: Source) =>
  /#db\/schema|: Context\b|Pick<Resources/.test(text) && /export (async )?function/.test(text)

const asks = ({ text }: Source) => /authorize\(ctx, '(\w+)', '(\w+)'\)/.test(text)

describe('every verb', () => {
  test('asks for its permission, or is on the list of those that need not', async () => {
    const silent = (await sources()).filter((source) => actsOnStore(source) && !asks(source)).map(({ path }) => path)
    expect(silent.filter((path) => !askNobody[path])).toEqual([])
  })

  test('asks in its first line, before it looks at what it was given', async () => {
    const late = (await sources()).filter(asks).filter(({ text }) => {
      const verbs = text.split(/^export async function\*? /m).slice(1)
      return !verbs.every((verb) => verb.includes('{\n  authorize(ctx, '))
    })
    expect(late.map(({ path }) => path)).toEqual([])
  })

  test('asks for something the matrix lists', async () => {
    for (const { path, text } of await sources())
      for (const [, resource, action] of text.matchAll(/authorize\(ctx, '(\w+)', '(\w+)'\)/g))
        expect(matrix, path).toHaveProperty([resource as string, action as string])
  })

  test('on the list of those that need not is there', async () => {
    const paths = (await sources()).map(({ path }) => path)
    expect(Object.keys(askNobody).filter((path) => !paths.includes(path))).toEqual([])
  })
})

const actor = (role: Role, scopes?: Actor['scopes']): { actor: Actor } => ({
  actor: { userId: 'u', name: 'U', projectId: 'p', role, ...(scopes && { scopes }) },
})

describe('the matrix', () => {
  test('lets a viewer look and try, and change nothing of the project', () => {
    for (const [resource, actions] of Object.entries(matrix))
      for (const [action, roles] of Object.entries(actions))
        if ((roles as readonly Role[]).includes('viewer'))
          expect(['read', 'demo.open', 'demo.ask', 'prediction.record', 'token.write']).toContain(
            action === 'read' ? action : `${resource}.${action}`,
          )
  })

  test('lets only the worker move steps', () => {
    expect(() => authorize(actor('worker'), 'run', 'work')).not.toThrow()
    for (const role of memberRoles) expect(() => authorize(actor(role), 'run', 'work')).toThrow('not allowed')
  })

  test('gives a token no more than its owner has, and no more than its scopes', () => {
    expect(() => authorize(actor('owner', ['all']), 'run', 'start')).not.toThrow()
    expect(() => authorize(actor('viewer', ['all']), 'run', 'start')).toThrow('not allowed')
    expect(() => authorize(actor('owner', ['read']), 'run', 'start')).toThrow('scopes')
    expect(() => authorize(actor('owner', ['predict']), 'prediction', 'record')).not.toThrow()
    expect(() => authorize(actor('owner', ['predict']), 'prediction', 'read')).toThrow('scopes')
    expect(() => authorize(actor('owner', ['read', 'predict']), 'prediction', 'read')).not.toThrow()
    expect(() => authorize(actor('owner', []), 'run', 'read')).toThrow('scopes')
  })
})
