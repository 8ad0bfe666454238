'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { words } from '../_words/en.ts'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  text: string
  /** What is copied: `Copy the address`. */
  label?: string
  className?: string
}

export function CopyButton({ text, label = words.common.copy, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <IconButton
      label={copied ? words.common.copied : label}
      {...(className && { className })}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? <Check className="text-status-done" /> : <Copy />}
    </IconButton>
  )
}
