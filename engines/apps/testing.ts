import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface TestApp {
  url: string
  close(): Promise<void>
}

/** A real Gradio app, from the Python that `npm test` makes for it. */
export async function startApp(): Promise<TestApp> {
  const child = spawn(process.env.ESPALIER_GRADIO_PYTHON ?? 'python3', ['engines/apps/app.py'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1' },
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const [, port] = /listens at (\d+)/.exec(line) ?? []
    if (port) {
      child.stdout.resume()
      return {
        url: `http://127.0.0.1:${port}`,
        close: async () => {
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          await ended
        },
      }
    }
  }
  throw new Error('the app did not begin to listen')
}
