'use client'
import { useSyncExternalStore } from 'react'

const listen = (listener: () => void) => {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

/** Whether anybody can see this tab. A browser keeps six connections to a host, so hidden tabs must not hold any. */
export const useVisible = (): boolean =>
  useSyncExternalStore(
    listen,
    () => document.visibilityState === 'visible',
    () => true,
  )
