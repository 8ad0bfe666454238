import { once } from 'node:events'
import { openBrowser } from './open-browser.ts'
import { newSignInLink } from './owner.ts'
import { type PlatformOptions, startPlatform } from './platform.ts'

interface Options extends Pick<PlatformOptions, 'home' | 'port' | 'python' | 'temporal' | 'web' | 'lab'> {
  open: boolean
  progress: {
    part: PlatformOptions['show']
    say(text: string): void
    end(): void
  }
}

/** `npm start` once everything is installed: runs until it is told to stop. */
export async function main({ progress, open, ...options }: Options): Promise<void> {
  const wish = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!wish.signal.aborted) progress.say('stopping')
      wish.abort()
    })

  const starting = { ...options, show: progress.part, announce: progress.say, signal: wish.signal }
  const platform = await startPlatform(starting)
  progress.end()
  if (!platform) {
    const link = await newSignInLink(options.home)
    process.stdout.write(link ? `Espalier is already running: ${link}\n` : 'Espalier is already starting here\n')
    return
  }
  process.stdout.write(`Espalier is running: ${platform.signInLink}\n`)
  if (open) openBrowser(platform.signInLink)
  if (!wish.signal.aborted) await once(wish.signal, 'abort')
  await platform.stop()
  process.exit(0)
}
