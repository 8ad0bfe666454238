import { createHash } from 'node:crypto'
import type { DemoOutline } from '#services/demos/outline.ts'
import { mostUploadBytes } from '#services/demos/uploads/add.ts'
import { answerOf, type Component, isAboutPictures, parametersOf, rowsTable } from './components.ts'

/** What may be called, in the order of its number; numbers begin with 1, for the JavaScript client takes 0 as none. */
export const callsOf = (outline: Pick<DemoOutline, 'inputs'>): string[] =>
  isAboutPictures(outline) ? ['predict'] : ['predict', 'predict_batch']

/** Changes when the demo does, so that clients read everything anew. */
export const appId = ({ state }: Pick<DemoOutline, 'state'>): string =>
  createHash('sha256').update(state).digest('hex').slice(0, 16)

/** `root` is left out, so that clients stay at the address that somebody typed, whatever proxies stand between. */
export function configOf(outline: DemoOutline): Record<string, unknown> {
  const inputs = parametersOf(outline)
  const answer = answerOf(outline)
  const shown = (one: Component & { label: string }, id: number) => ({
    ...{ id, type: one.component, skip_api: false },
    props: { name: one.component, label: one.label, visible: true, interactive: true, ...one.props },
  })
  const components = [...inputs, answer, rowsTable, { ...rowsTable, label: 'answers' }].map((one, index) =>
    shown(one, index + 1),
  )
  const after = inputs.length
  const wired = [
    { inputs: inputs.map((_, index) => index + 1), outputs: [after + 1] },
    { inputs: [after + 2], outputs: [after + 3] },
  ]
  const dependencies = callsOf(outline).map((call, index) => ({
    ...{ id: index + 1, api_name: call, targets: [], backend_fn: true, queue: true, js: null, batch: false },
    ...{ api_visibility: 'public', show_api: true, types: { generator: false, cancel: false }, ...wired[index] },
    ...{ cancels: [], trigger_after: null, trigger_only_on_success: false, connection: 'sse', rendered_in: null },
  }))
  const all = components.map(({ id }) => ({ id }))
  const layout = { id: 0, children: all }
  const page = { components: all.map(({ id }) => id), dependencies: dependencies.map(({ id }) => id), layout }
  return {
    ...{ version: '6.25.0', api_prefix: '/gradio_api', protocol: 'sse_v3', enable_queue: true, mode: 'blocks' },
    ...{ title: outline.title, app_id: appId(outline), max_file_size: mostUploadBytes, is_space: false },
    ...{ connect_heartbeat: false, run_history: false, show_error: true, auth_required: false },
    ...{ components, dependencies, layout, pages: [['', outline.title]], page: { '': page }, current_page: '' },
  }
}

const returned = ({ label, type, python, component }: Component & { label: string }) => ({
  ...{ label, type, python_type: python, component: component.charAt(0).toUpperCase() + component.slice(1) },
})

export function infoOf(outline: DemoOutline): Record<string, unknown> {
  const one = parametersOf(outline).map((parameter) => ({
    ...returned(parameter),
    ...{ parameter_name: parameter.name, example_input: parameter.example },
    ...{ parameter_has_default: parameter.input.type !== 'image', parameter_default: parameter.input.usual },
  }))
  const rows = { ...returned(rowsTable), parameter_name: 'rows', parameter_has_default: false, parameter_default: null }
  const about = { api_visibility: 'public', description: outline.title }
  const described = [
    { parameters: one, returns: [returned(answerOf(outline))], ...about },
    { parameters: [{ ...rows, example_input: exampleRows(outline) }], returns: [returned(rowsTable)], ...about },
  ]
  const named = callsOf(outline).map((call, index) => [`/${call}`, described[index]])
  return { named_endpoints: Object.fromEntries(named), unnamed_endpoints: {} }
}

const exampleRows = ({ inputs }: DemoOutline) => ({
  headers: inputs.map(({ name }) => name),
  data: [inputs.map(({ usual }) => usual)],
  metadata: null,
})
