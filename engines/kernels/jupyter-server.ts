import server from './jupyter-server.json' with { type: 'json' }

export interface JupyterPlace {
  port: number
  /** A folder of the server's own; `token` in it holds the token, with nothing after it. */
  home: string
}

const fill = (text: string, { port, home }: JupyterPlace) =>
  text.replaceAll('{port}', String(port)).replaceAll('{home}', home)

/** What follows `python -m jupyter_server`. */
export const jupyterServerArguments = (place: JupyterPlace): string[] => server.flags.map((flag) => fill(flag, place))

/** Kernels inherit all of it, so the token is in a file and the person's own Jupyter settings are out of sight. */
export const jupyterServerEnvironment = (place: JupyterPlace): Record<string, string> =>
  Object.fromEntries(Object.entries(server.environment).map(([name, value]) => [name, fill(value, place)]))

/** Folders that must exist before the server starts. */
export const jupyterServerFolders = (place: JupyterPlace): string[] =>
  server.folders.map((folder) => fill(folder, place))
