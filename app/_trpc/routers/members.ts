import { invite } from '#services/members/invite.ts'
import { list } from '#services/members/list.ts'
import { remove } from '#services/members/remove.ts'
import { renew } from '#services/members/renew.ts'
import { setRole } from '#services/members/set-role.ts'
import { mutation, query, router } from '../procedure.ts'

export const members = router({
  invite: mutation(invite),
  list: query(list),
  remove: mutation(remove),
  renew: mutation(renew),
  setRole: mutation(setRole),
})
