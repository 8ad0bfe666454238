/** Who may import whom, as in the ground plan of the README: folder → folders or files. A folder may always import itself. */
export const arrows = {
  pipeline: [],
  nodes: ['pipeline'],
  engines: ['pipeline'],
  db: ['pipeline'],
  services: ['pipeline', 'engines', 'db'],
  workflows: ['pipeline', 'nodes', 'engines', 'services'],
  protocols: ['pipeline', 'engines', 'services', 'workflows/client.ts'],
  app: ['pipeline', 'nodes', 'services', 'workflows/client.ts'],
  cli: ['pipeline', 'app/_trpc'],
  'jupyter-extension': [],
  e2e: [],
  scripts: ['engines', 'db', 'services', 'workflows'],
}

/** What tests, and files named `testing.ts`, may import besides. */
export const testArrows = {
  pipeline: [],
  nodes: ['engines'],
  engines: ['scripts/testing'],
  db: ['scripts/testing'],
  services: ['nodes', 'scripts/testing'],
  workflows: ['db', 'scripts/testing'],
  protocols: ['nodes', 'db', 'scripts/testing'],
  app: ['db', 'engines', 'scripts/testing'],
  cli: ['scripts'],
  'jupyter-extension': [],
  e2e: [],
  scripts: [],
}

/** Imports that must be types only, because the code behind them runs in another program. */
export const typesOnly = [{ from: 'cli', to: 'app' }]

/** Folders that stay free of input, output and React. */
export const pure = ['pipeline']
