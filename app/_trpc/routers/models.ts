import { deployFiles } from '#services/models/deploy-files.ts'
import { get } from '#services/models/get.ts'
import { getFiles } from '#services/models/get-files.ts'
import { getVersion } from '#services/models/get-version.ts'
import { importOnnx } from '#services/models/import-onnx.ts'
import { inspectOnnx } from '#services/models/inspect-onnx.ts'
import { list } from '#services/models/list.ts'
import { register } from '#services/models/register.ts'
import { remove } from '#services/models/remove.ts'
import { mutation, query, router } from '../procedure.ts'

export const models = router({
  deployFiles: mutation(deployFiles),
  get: query(get),
  getFiles: query(getFiles),
  getVersion: query(getVersion),
  importOnnx: mutation(importOnnx),
  inspectOnnx: mutation(inspectOnnx),
  list: query(list),
  register: mutation(register),
  remove: mutation(remove),
})
