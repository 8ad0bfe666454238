import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { readGallery, type Template } from './gallery.ts'

export async function list(ctx: Context): Promise<Template[]> {
  authorize(ctx, 'template', 'read')
  return await readGallery(ctx.root)
}
