import type { Catalogue } from '#pipeline/define-node.ts'
import demo from './deployment/demo/node.ts'
import deploy from './deployment/deploy/node.ts'
import externalApp from './deployment/external-app/node.ts'
import registerModel from './deployment/register-model/node.ts'
import deriveColumn from './etl/derive-column/node.ts'
import filterRows from './etl/filter-rows/node.ts'
import join from './etl/join/node.ts'
import loadFile from './etl/load-file/node.ts'
import loadSample from './etl/load-sample/node.ts'
import readLabels from './etl/read-labels/node.ts'
import query from './etl/sql/node.ts'
import encode from './feature/encode/node.ts'
import impute from './feature/impute/node.ts'
import scale from './feature/scale/node.ts'
import split from './feature/split/node.ts'
import conceptDrift from './monitor/concept-drift/node.ts'
import drift from './monitor/drift/node.ts'
import watchGate from './monitor/gate/node.ts'
import operational from './monitor/operational/node.ts'
import performance from './monitor/performance/node.ts'
import quality from './monitor/quality/node.ts'
import readPredictions from './monitor/read-predictions/node.ts'
import runNotebook from './notebook/run/node.ts'
import classifier from './training/classifier/node.ts'
import pictureFront from './training/picture-front/node.ts'
import regressor from './training/regressor/node.ts'
import evaluate from './validation/evaluate/node.ts'
import gate from './validation/gate/node.ts'

const nodes = [
  demo,
  deploy,
  externalApp,
  registerModel,
  deriveColumn,
  filterRows,
  join,
  loadFile,
  loadSample,
  readLabels,
  query,
  encode,
  impute,
  scale,
  split,
  conceptDrift,
  drift,
  watchGate,
  operational,
  performance,
  quality,
  readPredictions,
  runNotebook,
  classifier,
  pictureFront,
  regressor,
  evaluate,
  gate,
]

/** Every node there is, by kind. */
export const catalogue: Catalogue = new Map(nodes.map((node) => [node.kind, node]))
