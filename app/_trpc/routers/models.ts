import { get } from '#services/models/get.ts'
import { getVersion } from '#services/models/get-version.ts'
import { importOnnx } from '#services/models/import-onnx.ts'
import { inspectOnnx } from '#services/models/inspect-onnx.ts'
import { list } from '#services/models/list.ts'
import { register } from '#services/models/register.ts'
import { remove } from '#services/models/remove.ts'
import { mutation, query, router } from '../procedure.ts'

export const models = router({
  get: query(get),
  getVersion: query(getVersion),
  importOnnx: mutation(importOnnx),
  inspectOnnx: mutation(inspectOnnx),
  list: query(list),
  register: mutation(register),
  remove: mutation(remove),
})
