import type { Context } from '#services/context.ts'
import { type TestServer, testServer } from '../testing.ts'

export interface Answer {
  status: number
  body: Record<string, unknown> & { error_code?: string; message?: string }
}

export interface Client {
  token: string
  /** The same person, on the platform's side. */
  ctx: Context
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  send(method: string, path: string, body?: unknown): Promise<Answer>
  /** A run of a new name in the experiment 0, or another. */
  run(fields?: Record<string, unknown>): Promise<string>
}

export interface MlflowServer {
  server: TestServer
  /** A client of a new project. */
  client(): Promise<Client>
  close(): Promise<void>
}

/** What an MLflow client sends, to a real server. */
export async function mlflowServer(): Promise<MlflowServer> {
  const server = await testServer()
  return {
    server,
    client: async () => {
      const { ctx, token } = await server.project()
      const send: Client['send'] = async (method, path, body) => {
        const response = await fetch(`${server.url}/mlflow/api/2.0/mlflow/${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        })
        return { status: response.status, body: (await response.json()) as Answer['body'] }
      }
      const post: Client['post'] = (path, body) => send('POST', path, body)
      return {
        token,
        ctx,
        send,
        post,
        get: (path) => send('GET', path),
        run: async (fields = {}) => {
          const { body } = await post('runs/create', { experiment_id: '0', ...fields })
          return (body.run as { info: { run_id: string } }).info.run_id
        },
      }
    },
    close: () => server.close(),
  }
}
