import { readFile, writeFile } from 'node:fs/promises'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { type Model, readModel } from '../onnx/read.ts'
import { translated } from '../trees/translated.ts'
import { bundled } from './bundled.ts'
import { checkBytes, orNotOnnx } from './check-bytes.ts'
import { checkFlow } from './check-flow.ts'
import { compare } from './compare.ts'
import type { Found, GateOrder, GateReply, Remark } from './gated.ts'
import { asSent, madeRows } from './made-rows.ts'
import { nativeFeeds } from './native-feeds.ts'
import { zipMaps } from './origin.ts'
import type { InputPlan } from './plan.ts'
import { planInputs } from './plan-inputs.ts'
import { planOutputs } from './plan-outputs.ts'
import { rewrite, withoutZipMaps } from './rewrite.ts'
import { grow, open, seenOf } from './try.ts'

const tolerance = 1e-5
const compared = 64
const newestIr = 13

/**
 * All that the gate asks of one file, the cheapest first: its bytes, its flow, what goes in and out, that it answers, and
 * that its stored form answers the same. Runs in a child that is limited in memory and time.
 */
export async function admit(
  { path, out, corrections: told, beside }: GateOrder,
  reply: (message: GateReply) => void,
): Promise<void> {
  const file = new Uint8Array(await readFile(path))
  const trees = translated(file)
  const corrections = { ...trees?.corrections, ...told }
  const bytes = await bundled(trees?.bytes ?? file, beside)
  checkBytes(bytes)
  const model = orNotOnnx(() => readModel(bytes))
  checkModel(model)
  checkFlow(model.graph)
  const found = foundIn(model, file.length)
  const remarks: Remark[] = []
  if (trees) remarks.push({ text: `It is translated from ${trees.library}’s own file.`, assumed: false })
  try {
    const inputs = planInputs(model, corrections)
    remarks.push(...inputs.remarks)
    const zipped = zipMaps(model.graph)
    if (zipped.length > 0)
      remarks.push({
        text: `${zipped.map(({ output }) => output).join(', ')}: dictionaries (ZipMap) are answered as a plain table.`,
        assumed: false,
      })

    const own = await open(withoutZipMaps(bytes, model.graph))
    const fixed = inputs.plan.find(({ fixedRows }) => fixedRows !== undefined)?.fixedRows
    if (fixed !== undefined && fixed !== 1) throw fixedRows(fixed)
    const rows = fixed ?? (await own.most(inputs.plan, compared))
    const made = madeRows(inputs.plan, rows)
    const native = await own.run(nativeFeeds(inputs.plan, made, rows))
    const output = planOutputs(model, seenOf(native, rows), corrections)
    remarks.push(...output.remarks)
    if (rows === 1)
      remarks.push({ text: 'It takes one row at a time; several are answered one after the other.', assumed: false })

    await own.close()
    const stored = rewrite(bytes, model.graph, inputs.plan, output.plan)
    const session = await open(stored.bytes)
    const answers = await session.answer(inputs.plan, madeRows(inputs.plan, rows), rows)
    const maxDifference = compare(output.plan, native, answers, stored.outputs, rows)
    if (!(maxDifference <= tolerance))
      throw new Fault('BAD_DATA', `the stored form answers differently, by ${maxDifference.toExponential(2)}`, {
        hint: 'this is a fault of ours: please report it with the file',
      })
    await writeFile(out, stored.bytes)
    const examples = asSent(inputs.plan, made, Math.min(rows, 3))
    const classes = output.plan.task === 'classification' ? { classes: output.plan.classes } : {}
    const target = corrections.target ?? (output.plan.task === 'classification' ? 'class' : 'value')
    const signature: Signature = {
      task: output.plan.task,
      target,
      inputs: signatureInputs(inputs.plan),
      ...classes,
      outputs: stored.outputs,
      rowsAtOnce: rows,
    }
    reply({ gated: { found, remarks, admitted: { signature, parity: { rows, maxDifference, tolerance }, examples } } })
    if (fixed === undefined) await grow(session, inputs.plan, rows, (most) => reply({ rows: most }))
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'INVALID_INPUT') throw thrown
    reply({ gated: { found, remarks, question: thrown.toJSON() } })
  }
}

function checkModel({ irVersion, opsets, graph }: Model): void {
  if (irVersion < 3 || graph.outputs.length === 0 || Object.keys(opsets).length === 0)
    throw new Fault('BAD_DATA', 'not an ONNX file, or one that is cut short', {
      hint: 'export it again, or upload it anew',
    })
  if (irVersion > newestIr)
    throw new Fault('BAD_DATA', `the file’s format is too new: ONNX IR ${irVersion}`, {
      hint: `save it with ir_version ${newestIr} or below`,
    })
}

function foundIn({ producer, opsets, graph }: Model, bytes: number): Found {
  const given = new Set(graph.constants.map(({ name }) => name))
  return {
    ...{ bytes, producer, opsets, operators: graph.nodes.length, outputs: graph.outputs },
    inputs: graph.inputs.filter(({ name }) => !given.has(name)),
  }
}

const signatureInputs = (plan: readonly InputPlan[]) =>
  plan.flatMap((input) => (input.kind === 'columns' ? input.columns : [input.input]))

const fixedRows = (rows: number) =>
  new Fault('BAD_DATA', `the model takes exactly ${rows} rows at once`, {
    hint: "export it with an open number of rows, as dynamic_axes={'x': {0: 'rows'}} does, or with one row",
  })
