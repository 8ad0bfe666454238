'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'

/** Whether something is, or was, about to be seen. */
export function useNear<E extends Element>(): [RefObject<E | null>, boolean] {
  const box = useRef<E>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!box.current || near) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: '300px',
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [near])
  return [box, near]
}
