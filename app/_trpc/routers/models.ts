import { archive } from '#services/models/archive.ts'
import { getCard } from '#services/models/card/get.ts'
import { saveCard } from '#services/models/card/save.ts'
import { compare } from '#services/models/compare.ts'
import { deployFiles } from '#services/models/deploy-files.ts'
import { get } from '#services/models/get.ts'
import { getFiles } from '#services/models/get-files.ts'
import { getVersion } from '#services/models/get-version.ts'
import { importOnnx } from '#services/models/import-onnx.ts'
import { inspectFiles } from '#services/models/inspect-files.ts'
import { inspectOnnx } from '#services/models/inspect-onnx.ts'
import { list } from '#services/models/list.ts'
import { moveStage } from '#services/models/move-stage.ts'
import { register } from '#services/models/register.ts'
import { registerLogged } from '#services/models/register-logged.ts'
import { remove } from '#services/models/remove.ts'
import { removeAlias } from '#services/models/remove-alias.ts'
import { removeTag } from '#services/models/remove-tag.ts'
import { removeVersion } from '#services/models/remove-version.ts'
import { removeVersionTag } from '#services/models/remove-version-tag.ts'
import { rename } from '#services/models/rename.ts'
import { setAlias } from '#services/models/set-alias.ts'
import { setTag } from '#services/models/set-tag.ts'
import { setVersionTag } from '#services/models/set-version-tag.ts'
import { unarchive } from '#services/models/unarchive.ts'
import { update } from '#services/models/update.ts'
import { updateVersion } from '#services/models/update-version.ts'
import { mutation, query, router } from '../procedure.ts'

export const models = router({
  archive: mutation(archive),
  card: query(getCard),
  compare: query(compare),
  deployFiles: mutation(deployFiles),
  get: query(get),
  getFiles: query(getFiles),
  getVersion: query(getVersion),
  importOnnx: mutation(importOnnx),
  inspectFiles: mutation(inspectFiles),
  inspectOnnx: mutation(inspectOnnx),
  list: query(list),
  moveStage: mutation(moveStage),
  register: mutation(register),
  registerLogged: mutation(registerLogged),
  remove: mutation(remove),
  removeAlias: mutation(removeAlias),
  removeTag: mutation(removeTag),
  removeVersion: mutation(removeVersion),
  removeVersionTag: mutation(removeVersionTag),
  rename: mutation(rename),
  saveCard: mutation(saveCard),
  setAlias: mutation(setAlias),
  setTag: mutation(setTag),
  setVersionTag: mutation(setVersionTag),
  unarchive: mutation(unarchive),
  update: mutation(update),
  updateVersion: mutation(updateVersion),
})
