'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { Select } from '../_ui/select.tsx'
import { words } from '../_words/en.ts'
import { TypeCode } from './type-code.tsx'

const text = words.connect

interface DecideProps {
  code: string
  project: string
  projects: { slug: string; name: string }[]
}

/** Who asks, what it gets, and the decision. */
export function Decide({ code, project, projects }: DecideProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const waiting = useQuery(trpc.devices.get.queryOptions({ code }))
  const decide = useMutation(trpc.devices.decide.mutationOptions())
  const fault = decide.error ?? waiting.error
  if (decide.isSuccess) {
    const yes = decide.variables.answer === 'approve'
    return (
      <div role="status">
        <p className="text-15 font-strong">{yes ? text.approved : text.refused}</p>
        <p className="text-soft">{yes ? text.approvedHint : text.refusedHint}</p>
      </div>
    )
  }
  if (fault)
    return (
      <>
        <FaultNotice fault={faultText(fault)} />
        <TypeCode />
      </>
    )
  if (!waiting.data) return <p role="status">{words.common.loading(text.code)}</p>
  const answer = (given: 'approve' | 'refuse') => decide.mutate({ code, answer: given })
  return (
    <>
      <div className="flex flex-col gap-2">
        <p className="text-15 font-strong break-words">{text.asks(waiting.data.device)}</p>
        <p>
          <code className="text-24 tracking-widest">{waiting.data.code}</code>
        </p>
        <p className="text-soft">{text.compare}</p>
      </div>
      <Field label={text.project}>
        <Select
          value={project}
          onValue={(slug) => router.replace(`/connect?code=${encodeURIComponent(code)}&project=${slug}`)}
          options={projects.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </Field>
      <div>
        <p>{text.gets}</p>
        <ul className="list-disc pl-5">
          {text.rights.map((right) => (
            <li key={right}>{right}</li>
          ))}
        </ul>
        <p className="mt-2 text-soft">{text.ends}</p>
      </div>
      <div className="flex gap-2">
        <Button look="primary" disabled={decide.isPending} onClick={() => answer('approve')}>
          {text.approve}
        </Button>
        <Button disabled={decide.isPending} onClick={() => answer('refuse')}>
          {text.refuse}
        </Button>
      </div>
    </>
  )
}
