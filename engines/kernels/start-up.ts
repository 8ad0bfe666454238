import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../python', import.meta.url))

/** What nearly every step imports. Estimators are left out: they take seconds, and few steps want them. */
const modules = [
  'onnxruntime',
  'pandas',
  'espalier.job',
  'espalier.running',
  'espalier.fitting',
  'espalier.training',
  'espalier.scoring',
]

/** Run in a kernel ahead of need. A module that is missing is told of by the step that imports it. */
export const startUp = `
import importlib, sys
sys.path.insert(0, ${JSON.stringify(packages)})
for _name in ${JSON.stringify(modules)}:
    try:
        importlib.import_module(_name)
    except ImportError:
        pass
`

/** Where the system has no such limit the code runs without. */
export const limitMemory = (megabytes: number): string => `
try:
    import resource
    with open('/proc/self/statm') as _statm:
        _held = int(_statm.read().split()[0]) * resource.getpagesize()
    _most = _held + ${Math.round(megabytes)} * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (_most, _most))
except (ImportError, OSError, ValueError):
    pass
`

/** An expression: the most memory this process ever held, in MB. */
export const peakMemory = `__import__('resource').getrusage(__import__('resource').RUSAGE_SELF).ru_maxrss // 1024`
