import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import type { AppCall } from '#services/apps/describe.ts'
import { useSettled } from '../../../_frame/use-settled.ts'
import { useEditor } from '../../editor-context.ts'
import { FormContext } from '../form-context.ts'

/** What the app of this node can be asked; asked for once its address is written. */
export function useApp() {
  const { api, project } = useEditor()
  const { app, readOnly } = useContext(FormContext)
  const url = useSettled(app?.url ?? '', 500)
  return useQuery({
    queryKey: ['canvas', project, 'app', url],
    queryFn: () => api.app(url),
    enabled: /^https?:\/\/[^/]/.test(url) && URL.canParse(url) && !readOnly,
    retry: false,
    staleTime: 60_000,
  })
}

/** The call that is chosen, if the app has it. */
export function useCall(): AppCall | undefined {
  const { app } = useContext(FormContext)
  return useApp().data?.find(({ name }) => name === app?.call)
}
