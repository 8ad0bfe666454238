import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kernels } from '#engines/kernels/kernels.ts'
import { type OpenWorker, openWorker } from '../open-worker.ts'
import type { TestPlatform } from './platform.ts'
import type { TestTemporal } from './temporal.ts'

/** For tests of pipelines without Python: whoever asks for a kernel is told so. */
export const noKernels: Kernels = {
  execute: () => Promise.reject(new Error('this test has no kernels')),
  sweep: async () => {},
  close: async () => {},
}

/** Shared by all tests of this machine: it is made anew only when the workflow code has changed. */
export const bundleFolder = join(tmpdir(), 'espalier-bundle')

/** A worker in the process of the test. */
export const testWorker = async (
  resources: TestPlatform,
  { address }: TestTemporal,
  kernels: Kernels = noKernels,
): Promise<OpenWorker> => openWorker({ resources, kernels, temporalAddress: address, bundleFolder })
