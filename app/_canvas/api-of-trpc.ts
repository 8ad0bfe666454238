import type { TRPCClient } from '@trpc/client'
import { Fault } from '#pipeline/fault.ts'
import type { AppRouter } from '../_trpc/router.ts'
import { faultText } from '../_ui/fault-text.ts'
import type { CanvasApi } from './api.ts'
import { placed } from './layout/placed.ts'

const faulty = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (thrown) {
    throw Fault.fromJSON(faultText(thrown))
  }
}

/** The canvas's questions as calls of the platform. */
export function apiOfTrpc(trpc: TRPCClient<AppRouter>, id: string): CanvasApi {
  const pipeline = { id }
  return {
    async pipeline(revision) {
      const found = await faulty(trpc.pipelines.get.query({ ...pipeline, ...(revision && { revision }) }))
      return { ...found, id: found.pipelineId, spec: placed(found.spec) }
    },
    save: (base, spec) => faulty(trpc.pipelines.save.mutate({ id, base, spec })),
    revisions: () => faulty(trpc.pipelines.revisions.query(pipeline)),
    inspect: (spec, signal) => faulty(trpc.pipelines.inspect.mutate({ spec, pipeline }, { signal })),
    plan: async () => (await faulty(trpc.runs.plan.query({ pipeline }))).steps,
    start: (revision) => faulty(trpc.runs.start.mutate({ pipeline, revision })),
    cancel: async (run) => void (await faulty(trpc.runs.cancel.mutate({ id: run }))),
    runs: async () => (await faulty(trpc.runs.list.query({ pipeline, limit: 100 }))).runs,
    run: (run) => faulty(trpc.runs.get.query({ id: run })),
    watch(run, onChange, onFault) {
      const subscription = trpc.runs.watch.subscribe(
        { id: run },
        { onData: onChange, onError: (thrown) => onFault(Fault.fromJSON(faultText(thrown))) },
      )
      return () => subscription.unsubscribe()
    },
    logs: (run, node) => faulty(trpc.runs.logs.query({ id: run, node, limit: 2000 })),
    metrics: async (run, node) =>
      (await faulty(trpc.runs.metrics.query({ id: run, node }))).flatMap(({ name, points }) =>
        points.map((point) => ({ name, ...point })),
      ),
    notebook: (runId, node) => faulty(trpc.notebooks.executed.query({ runId, node })),
    async output(runId, node, port, limit) {
      const output = await faulty(trpc.runs.previewOutput.query({ runId, node, port, offset: 0, limit }))
      if (output.type !== 'table') throw new Fault('NOT_FOUND', `no table here: ${node}.${port}`)
      return { ...output.preview, columns: output.value.columns, profile: output.profile }
    },
    comparison: (artifact) => faulty(trpc.artifacts.comparison.query({ artifact })),
    drift: (artifact) => faulty(trpc.artifacts.drift.query({ artifact })),
    found: (artifact) => faulty(trpc.artifacts.watch.query({ artifact })),
    app: async (url) => (await faulty(trpc.apps.describe.query({ url }))).calls,
    files: () => faulty(trpc.files.list.query()),
    file: (name, version) => faulty(trpc.files.get.query({ name, ...(version && { version }) })),
  }
}
