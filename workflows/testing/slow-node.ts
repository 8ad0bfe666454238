import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './platform.ts'

/** The body of `training.slow`: notes its process in `diary`, and ends when `gate` appears; measures before and after. */
const runPy = `import os, time
from pathlib import Path
import pyarrow.parquet as pq
from espalier import events

def run(job):
    events.metric("loss", 1, 0.5)
    print("waiting")
    with open(job.params["diary"], "a") as diary:
        diary.write(f"{os.getpid()}\\n")
    while not Path(job.params["gate"]).exists():
        time.sleep(0.02)
    events.metric("loss", 2, 0.25)
    for number in range(3):
        print("went on", number)
    table = pq.read_table(job.inputs["rows"]["path"])
    pq.write_table(table, job.path("rows.parquet"))
    return {"rows": {"type": "table", "file": "rows.parquet", "rows": table.num_rows, "columns": job.inputs["rows"]["columns"]}}
`

/** A checkout that has one node more than the real one. */
export async function rootWithSlowNode(folder: string): Promise<string> {
  const node = join(folder, 'nodes', 'training', 'slow')
  await mkdir(node, { recursive: true })
  await writeFile(join(node, 'run.py'), runPy)
  for (const name of ['node_modules', 'engines', 'pipeline', 'package.json'])
    await symlink(join(root, name), join(folder, name))
  return folder
}

/** Processes of kernels that began the step, in order; waits until there are `count`. */
export async function began(diary: string, count: number): Promise<number[]> {
  const watcher = watch(join(diary, '..'))
  try {
    for (;;) {
      const changed = once(watcher, 'change')
      const text = await readFile(diary, 'utf8').catch(() => '')
      const pids = text.split('\n').filter(Boolean).map(Number)
      if (pids.length >= count) return pids
      await changed
    }
  } finally {
    watcher.close()
  }
}
