'use client'
import { useRef, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import { words } from '../_words/en.ts'
import { faultText } from './fault-text.ts'

export interface Sending {
  id: string
  name: string
  /** Share sent; at 1 the platform is reading it. */
  share: number
  fault?: FaultData
}

export interface Uploaded {
  name: string
  version: number
  /** Uploads still under way, or refused with a fault that somebody should read. */
  others: number
}

export const tablesAddress = (name: string): string => `/api/files?name=${encodeURIComponent(name)}`

/** Uploads under way. XMLHttpRequest, because fetch tells nothing of how much has been sent. */
export function useUploads<Answer extends object = Uploaded>(
  project: string,
  onUploaded: (file: Answer & Pick<Uploaded, 'others'>) => void,
  address: (name: string) => string = tablesAddress,
) {
  const [uploads, setUploads] = useState<Sending[]>([])
  const requests = useRef(new Map<string, XMLHttpRequest>())

  const change = (id: string, next: Partial<Sending>) =>
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...next } : upload)))
  const dismiss = (id: string) => {
    requests.current.get(id)?.abort()
    requests.current.delete(id)
    setUploads((before) => before.filter((upload) => upload.id !== id))
  }

  const send = (files: readonly File[]) => {
    for (const file of files) {
      const id = crypto.randomUUID?.() ?? `${file.name}-${performance.now()}`
      setUploads((before) => [...before, { id, name: file.name, share: 0 }])
      const request = new XMLHttpRequest()
      requests.current.set(id, request)
      request.open('PUT', address(file.name))
      request.setRequestHeader('x-espalier-project', project)
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.upload.onprogress = ({ loaded, total }) => change(id, { share: total ? loaded / total : 0 })
      request.upload.onload = () => change(id, { share: 1 })
      request.onerror = () =>
        change(id, { fault: { code: 'UNAVAILABLE', message: words.common.offline, hint: words.common.offlineHint } })
      request.onload = () => {
        const answer = readJson(request.responseText)
        if (request.status >= 300) return change(id, { fault: faultText(answer) })
        dismiss(id)
        onUploaded({ ...(answer as Answer), others: requests.current.size })
      }
      request.send(file)
    }
  }
  return { uploads, send, dismiss }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return new Error(words.common.offline)
  }
}
