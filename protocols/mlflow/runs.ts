import { create } from '#services/tracking/runs/create.ts'
import { get } from '#services/tracking/runs/get.ts'
import { remove } from '#services/tracking/runs/remove.ts'
import { removeTag } from '#services/tracking/runs/remove-tag.ts'
import { restore } from '#services/tracking/runs/restore.ts'
import { update } from '#services/tracking/runs/update.ts'
import { choice, integer, list, object, optional, required, text } from './fields.ts'
import { cutTo, experimentId, keyName, longest, runId } from './names.ts'
import { route } from './route.ts'
import { runView } from './views.ts'

const statuses = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const
const lower = <S extends string>(name: S) => name.toLowerCase() as Lowercase<S>
const one = object({ run_id: required(runId) })

export const runRoutes = [
  route({
    method: 'POST',
    path: 'runs/create',
    read: object({
      experiment_id: optional(experimentId),
      user_id: optional(text),
      run_name: optional(text),
      start_time: optional(integer),
      tags: list(object({ key: required(keyName()), value: cutTo(longest.runTag) })),
    }),
    answer: async (ctx, { experiment_id, user_id, run_name, start_time, tags }) => {
      const run = await create(ctx, {
        kind: 'client',
        experiment: experiment_id ?? 0,
        userName: user_id,
        name: run_name,
        startedAt: start_time,
        tags,
      })
      return { run: runView(run) }
    },
  }),
  route({
    method: 'GET',
    path: 'runs/get',
    read: one,
    answer: async (ctx, { run_id: id }) => ({ run: runView(await get(ctx, { id })) }),
  }),
  route({
    method: 'POST',
    path: 'runs/update',
    read: object({
      run_id: required(runId),
      status: optional(choice(statuses)),
      end_time: optional(integer),
      run_name: optional(text),
    }),
    answer: async (ctx, { run_id: id, status, end_time, run_name }) => {
      await update(ctx, { id, status: status && lower(status), endedAt: end_time, name: run_name || undefined })
      return { run_info: runView(await get(ctx, { id })).info }
    },
  }),
  route({
    method: 'POST',
    path: 'runs/delete',
    read: one,
    answer: (ctx, { run_id: id }) => remove(ctx, { id }),
  }),
  route({
    method: 'POST',
    path: 'runs/restore',
    read: one,
    answer: (ctx, { run_id: id }) => restore(ctx, { id }),
  }),
  route({
    method: 'POST',
    path: 'runs/delete-tag',
    read: object({ run_id: required(runId), key: required(text) }),
    answer: (ctx, { run_id: id, key }) => removeTag(ctx, { id, key }),
  }),
]
