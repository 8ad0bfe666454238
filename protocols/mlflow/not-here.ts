/** What MLflow has and this platform has not, by how its addresses begin, after `…/mlflow/`. */
const families: [RegExp, string][] = [
  [
    /^(traces|unified-traces|get-online-trace-details|get-trace-artifact|runs\/create-promptlab-run|genai|assessments|prompt-optimization)\b/,
    'tracing and prompts of generative AI',
  ],
  [/^(datasets|label-schemas|review-queues|issues|scorers?|labeling)\b/, 'evaluation of generative AI'],
  [/^(gateway|gateway-proxy|jobs|demo|assistant|ui-telemetry)\b/, "the gateway and the jobs of MLflow's own server"],
  [/^workspaces\b/, 'workspaces: a project is an address here, /mlflow/<project>'],
  [/^webhooks\b/, 'webhooks'],
  [/^artifacts\/presigned-(upload|download)-url\b/, 'signed addresses of buckets: artifacts go through this server'],
]

/** Why an address is not answered, when it is one that MLflow's own server has. */
export function notHere(address: string): string | undefined {
  if (/\/(graphql|v1\/traces)$/.test(address)) return "the queries of MLflow's own pages and collectors"
  const [, path = ''] = /\/(?:api|ajax-api)\/\d\.0\/mlflow\/(.*)$/.exec(address) ?? []
  return families.find(([begins]) => begins.test(path))?.[1]
}
