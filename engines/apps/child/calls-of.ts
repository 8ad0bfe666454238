import type { AppCall } from '../messages.ts'

interface Part {
  label?: string
  type?: unknown
  component?: string
  parameter_name?: string
  parameter_has_default?: boolean
  parameter_default?: unknown
}

const mostCalls = 100
const mostLetters = 200

/** What is said of a call may be anything: only what is of use is kept, and briefly. */
export function callsOf({ named_endpoints }: { named_endpoints: object }): AppCall[] {
  return Object.entries(named_endpoints)
    .slice(0, mostCalls)
    .map(([name, told]) => {
      const { parameters = [], returns = [] } = told as { parameters?: Part[]; returns?: Part[] }
      return {
        name: brief(name),
        parameters: parameters.slice(0, 200).flatMap((one) => {
          if (!one.parameter_name) return []
          const standard = one.parameter_default ?? null
          const optional = one.parameter_has_default === true
          const own = {
            name: brief(one.parameter_name),
            label: brief(one.label ?? ''),
            type: brief(one.component ?? ''),
          }
          return [{ ...own, optional, standard: JSON.stringify(standard).length > mostLetters ? null : standard }]
        }),
        answers: returns.slice(0, 50).map((one) => ({
          label: brief(one.label ?? ''),
          type: isNumber(one) ? ('number' as const) : ('text' as const),
        })),
      }
    })
}

const isNumber = ({ type, component }: Part) => type === 'number' || component === 'Number' || component === 'Slider'

const brief = (text: unknown): string => String(text).slice(0, mostLetters)
