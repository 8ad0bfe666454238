import { join } from 'node:path'

export interface LabPlace {
  port: number
  /** A folder of the server's own; `token` in it holds the token, with nothing after it. */
  home: string
  /** What people see in it. */
  notebooks: string
  /** Where the extension's wheel is laid out. */
  extension: string
}

/** What follows `python -m jupyterlab`. */
export const labArguments = ({ port, notebooks }: LabPlace): string[] => [
  '--ServerApp.ip=127.0.0.1',
  `--ServerApp.port=${port}`,
  '--ServerApp.port_retries=0',
  `--ServerApp.root_dir=${notebooks}`,
  '--ServerApp.open_browser=False',
  '--ServerApp.use_redirect_file=False',
  '--ServerApp.allow_root=True',
  '--ServerApp.shutdown_no_activity_timeout=3600',
  '--LabApp.news_url=None',
  '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate',
  '--LabApp.extension_manager=readonly',
  '--ZMQChannelsWebsocketConnection.limit_rate=False',
]

/** Kernels inherit all of it, so the tokens are in files. */
export const labEnvironment = ({ home, extension }: LabPlace): Record<string, string> => ({
  JUPYTER_TOKEN_FILE: join(home, 'token'),
  JUPYTER_CONFIG_DIR: join(home, 'config'),
  JUPYTER_DATA_DIR: join(home, 'data'),
  JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
  IPYTHONDIR: join(home, 'ipython'),
  JUPYTER_PATH: join(extension, 'share', 'jupyter'),
  JUPYTER_CONFIG_PATH: join(extension, 'etc', 'jupyter'),
  ESPALIER_CREDENTIALS: join(home, 'credentials.json'),
})
