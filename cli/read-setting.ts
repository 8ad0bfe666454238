import { Fault } from '#pipeline/fault.ts'

/** `name=value`. Faults: INVALID_INPUT. */
export function readSetting(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (name !== undefined && value !== undefined) return [name.trim(), value]
  throw new Fault('INVALID_INPUT', `not a setting: ${text}`, {
    hint: 'write --set name=value or --set node.param=value',
  })
}
