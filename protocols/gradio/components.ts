import type { DemoInput, DemoOutline } from '#services/demos/outline.ts'
import { parameterNames } from './parameters.ts'

export interface Component {
  component: string
  props: Record<string, unknown>
  type: Record<string, unknown>
  python: { type: string; description: string }
  example: unknown
}

export interface Parameter extends Component {
  input: DemoInput
  name: string
  label: string
}

const text = { type: { type: 'string' }, python: { type: 'str', description: '' } }
const file = {
  type: {
    type: 'object',
    properties: { path: { type: 'string' }, url: { type: 'string' }, meta: { type: 'object' } },
    required: ['path', 'meta'],
    additional_description: 'a PNG, JPEG or WebP file that was uploaded before',
  },
  python: { type: 'filepath', description: 'a PNG, JPEG or WebP file' },
}

/** How Gradio's clients see each input of a demo. */
export function parametersOf({ inputs }: Pick<DemoOutline, 'inputs'>): Parameter[] {
  const names = parameterNames(inputs)
  return inputs.map((input, index) => ({
    ...{ input, name: names[index] ?? '', label: input.unit ? `${input.label} (${input.unit})` : input.label },
    ...componentOf(input),
  }))
}

function componentOf({ type, range, categories, usual }: DemoInput): Component {
  switch (type) {
    case 'number':
    case 'integer': {
      const whole = type === 'integer'
      const seen = range ? `in training ${range[0]} to ${range[1]}` : ''
      const props = { info: seen || null, ...(whole && { precision: 0 }) }
      const python = { type: whole ? 'int' : 'float', description: seen }
      return { component: 'number', props, type: { type: whole ? 'integer' : 'number' }, python, example: usual ?? 0 }
    }
    case 'boolean':
      return {
        ...{ component: 'checkbox', props: {}, type: { type: 'boolean' }, example: usual ?? false },
        python: { type: 'bool', description: '' },
      }
    case 'text': {
      const values = (categories ?? []).map(({ value }) => value)
      if (values.length === 0) return { component: 'textbox', props: {}, ...text, example: usual ?? '' }
      const python = { type: 'str', description: `one of ${values.slice(0, 20).join(', ')}, or another` }
      const props = { choices: values.map((value) => [value, value]), allow_custom_value: true }
      return { component: 'dropdown', props, type: text.type, python, example: usual ?? values[0] }
    }
    case 'image':
      return { component: 'image', props: { sources: ['upload'] }, ...file, example: null }
  }
}

export const isAboutPictures = ({ inputs }: Pick<DemoOutline, 'inputs'>): boolean =>
  inputs.some(({ type }) => type === 'image')

/** What comes back of one row. */
export function answerOf({ task, target }: Pick<DemoOutline, 'task' | 'target'>): Component & { label: string } {
  if (task === 'regression')
    return {
      ...{ component: 'number', props: {}, type: { type: 'number' }, label: target, example: 3.5 },
      python: { type: 'float', description: '' },
    }
  const confidence = { type: 'object', properties: { label: { type: 'string' }, confidence: { type: 'number' } } }
  return {
    ...{ component: 'label', props: {}, label: target, example: { label: 'a', confidences: null } },
    type: {
      type: 'object',
      properties: { label: { type: 'string' }, confidences: { type: 'array', items: confidence } },
    },
    python: {
      type: 'dict(label: str, confidences: list[dict(label: str, confidence: float)] | None)',
      description: '',
    },
  }
}

/** Rows that go in and come out together. */
export const rowsTable: Component & { label: string } = {
  ...{ component: 'dataframe', props: {}, label: 'rows', example: { headers: [], data: [], metadata: null } },
  type: {
    type: 'object',
    properties: {
      headers: { type: 'array', items: { type: 'string' } },
      data: { type: 'array', items: { type: 'array' } },
    },
  },
  python: { type: 'dict(headers: list[str], data: list[list[Any]], metadata: None)', description: '' },
}
