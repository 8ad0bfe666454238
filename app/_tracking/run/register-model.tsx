'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { NameDialog } from '../../_ui/name-dialog.tsx'
import { words } from '../../_words/en.ts'

const text = words.tracking

interface RegisterModelProps {
  project: string
  id: string
  name: string
}

/** Takes a model that a run logged into the registry, and leads to it. */
export function RegisterModel({ project, id, name }: RegisterModelProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const [naming, setNaming] = useState(false)
  const register = useMutation(
    trpc.models.registerLogged.mutationOptions({
      onSuccess: ({ model, number }) => {
        queries.invalidateQueries(trpc.models.pathFilter())
        queries.invalidateQueries(trpc.tracked.made.queryFilter())
        router.push(`/${project}/models/${encodeURIComponent(model)}?version=${number}`)
      },
    }),
  )
  return (
    <>
      <Button onClick={() => setNaming(true)}>{text.registerModel}</Button>
      <NameDialog
        open={naming}
        onOpen={setNaming}
        title={text.registerModelTitle}
        label={text.registerModelName}
        name={name}
        action={text.registerModel}
        busy={register.isPending}
        error={register.error ? faultText(register.error).message : undefined}
        onName={(given) => register.mutate({ id, name: given })}
      />
    </>
  )
}
