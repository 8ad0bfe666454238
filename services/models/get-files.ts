import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { conversion } from './conversion.ts'
import { convertedFrom, keyOfConversion } from './converted-from.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'
import { mlflowModel } from './mlflow-model.ts'
import { sourceFolder } from './source-folder.ts'

export const getFilesInput = numbered

/** What the files of a version that came from elsewhere are. */
export interface VersionFiles {
  source: string
  /** How MLflow saved it: sklearn, onnx, pytorch … */
  flavors: string[]
  /** What among them can be deployed: ONNX, or trees that are translated into it. */
  servable: 'onnx' | 'trees' | null
  /** Whether they are in this platform's own store. */
  here: boolean
  /** The version that its ONNX became. */
  became: number | null
  /** Code that makes ONNX of them where they were trained; null where that is not needed. */
  conversion: string | null
}

/** How a version without ONNX was saved; null for one that has it. Nothing of it is loaded. Faults: NOT_FOUND. */
export async function getFiles(ctx: Context, input: z.input<typeof getFilesInput>): Promise<VersionFiles | null> {
  authorize(ctx, 'model', 'read')
  const { id, model, number, artifact, source } = await findRegisteredVersion(
    ctx.db,
    ctx.actor.projectId,
    parse(getFilesInput, input),
  )
  if (artifact || source === null) return null
  const folder = await sourceFolder(ctx, source)
  if (folder === undefined)
    return {
      source,
      flavors: [],
      servable: null,
      here: false,
      became: null,
      conversion: conversion({ model, number }, []),
    }
  const [{ flavors, servable }, made] = await Promise.all([
    mlflowModel(ctx, folder),
    convertedFrom(ctx.db, keyOfConversion(id, '')),
  ])
  return {
    ...{ source, flavors, servable: servable?.form ?? null, here: true, became: made?.number ?? null },
    conversion: servable === undefined ? conversion({ model, number }, flavors) : null,
  }
}
