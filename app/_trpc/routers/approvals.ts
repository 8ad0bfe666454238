import { approve } from '#services/approvals/approve.ts'
import { list } from '#services/approvals/list.ts'
import { protect } from '#services/approvals/protect.ts'
import { protections } from '#services/approvals/protections.ts'
import { reject } from '#services/approvals/reject.ts'
import { unprotect } from '#services/approvals/unprotect.ts'
import { withdraw } from '#services/approvals/withdraw.ts'
import { mutation, query, router } from '../procedure.ts'

export const approvals = router({
  approve: mutation(approve),
  list: query(list),
  protect: mutation(protect),
  protections: query(protections),
  reject: mutation(reject),
  unprotect: mutation(unprotect),
  withdraw: mutation(withdraw),
})
