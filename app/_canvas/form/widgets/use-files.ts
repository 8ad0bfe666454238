import { useQuery } from '@tanstack/react-query'
import { useEditor } from '../../editor-context.ts'

/** The tables of the project. */
export function useFiles() {
  const { api, project } = useEditor()
  const { data = [], refetch } = useQuery({ queryKey: ['canvas', project, 'files'], queryFn: () => api.files() })
  return { files: data, refetch }
}

/** The file that a pipeline names (`a.csv`, `a.csv@2`), if the project has it. */
export function useFile(wanted: string | undefined) {
  const { api, project } = useEditor()
  const { name, version } = fileRef(wanted)
  const { data } = useQuery({
    queryKey: ['canvas', project, 'file', name, version],
    queryFn: () => api.file(name, version).catch(() => null),
    enabled: name !== '',
  })
  return data ?? undefined
}

export function fileRef(wanted = ''): { name: string; version?: number } {
  const [, name = '', version] = /^(.+?)(?:@(\d+))?$/.exec(wanted) ?? []
  return version ? { name, version: Number(version) } : { name }
}
