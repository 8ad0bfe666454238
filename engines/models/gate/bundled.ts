import { readFile } from 'node:fs/promises'
import { Fault } from '#pipeline/fault.ts'
import { type Field, fieldsOf, textOf } from '../onnx/fields.ts'
import { bytes as bytesField, joined } from '../onnx/write.ts'
import { limits } from './limits.ts'
import { changingTensors } from './rename.ts'

/**
 * The same model with the data that it keeps in files that came with it moved inside. What it keeps anywhere else stays
 * named there, and is refused later. Numbers of fields: onnx/onnx.proto.
 */
export async function bundled(bytes: Uint8Array, beside: Record<string, string>): Promise<Uint8Array> {
  const names = Object.keys(beside)
  if (names.length === 0) return bytes
  const data = new Map<string, Uint8Array>()
  for (const name of wanted(bytes)) {
    const path = Object.hasOwn(beside, name) ? beside[name] : undefined
    if (path !== undefined) data.set(name, await readFile(path))
  }
  return data.size === 0 ? bytes : changed(bytes, (tensor) => inside(tensor, data))
}

const changed = (bytes: Uint8Array, change: (tensor: Uint8Array) => Uint8Array): Uint8Array => {
  try {
    return changingTensors(bytes, change)
  } catch (thrown) {
    if (thrown instanceof RangeError) return bytes
    throw thrown
  }
}

function wanted(bytes: Uint8Array): Set<string> {
  const names = new Set<string>()
  changed(bytes, (tensor) => {
    const place = placeOf(fieldsOf(tensor))
    if (place) names.add(place.location)
    return tensor
  })
  return names
}

interface Place {
  location: string
  offset: number
  length: number | undefined
}

function placeOf(fields: readonly Field[]): Place | undefined {
  const told = new Map(
    fields
      .filter(({ number, value }) => number === 13 && value instanceof Uint8Array)
      .map(({ value }) => {
        const pair = fieldsOf(value as Uint8Array)
        const at = (number: number) => textOf(pair.find((field) => field.number === number)?.value)
        return [at(1), at(2)] as const
      }),
  )
  const location = told.get('location')
  if (location === undefined) return undefined
  return {
    location,
    offset: Number(told.get('offset') ?? 0),
    length: told.has('length') ? Number(told.get('length')) : undefined,
  }
}

function inside(tensor: Uint8Array, data: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const fields = fieldsOf(tensor)
  const place = placeOf(fields)
  const file = place && data.get(place.location)
  if (!place || !file) return tensor
  const end = place.length === undefined ? file.length : place.offset + place.length
  if (!(place.offset >= 0 && end <= file.length && end - place.offset <= limits.bytes))
    throw new Fault('BAD_DATA', `the model's data are not whole: ${place.location}`, { hint: 'log the model again' })
  const kept = fields.filter(({ number }) => ![9, 13, 14].includes(number)).map(({ raw }) => raw)
  return joined([...kept, bytesField(9, file.subarray(place.offset, end))])
}
