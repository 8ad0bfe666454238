import { findAlias } from '#services/models/find-alias.ts'
import { removeAlias } from '#services/models/remove-alias.ts'
import { setAlias } from '#services/models/set-alias.ts'
import { object, required, text } from '../fields.ts'
import { route } from '../route.ts'
import { alias, newAlias, version } from './names.ts'
import { versionView } from './views.ts'

const path = 'registered-models/alias'
const one = object({ name: required(text), alias: required(alias) })

export const aliasRoutes = [
  route({
    method: 'POST',
    path,
    read: object({ name: required(text), alias: required(newAlias), version: required(version) }),
    answer: (ctx, { name, alias, version: number }) => setAlias(ctx, { name, alias, number }),
  }),
  route({
    method: 'GET',
    path,
    read: one,
    answer: async (ctx, asked) => ({ model_version: versionView(await findAlias(ctx, asked)) }),
  }),
  route({ method: 'DELETE', path, read: one, answer: (ctx, asked) => removeAlias(ctx, asked) }),
]
