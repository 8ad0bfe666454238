import { useQuery } from '@tanstack/react-query'
import type { ProjectFile } from '../../api.ts'
import { useEditor } from '../../editor-context.ts'

/** The tables of the project; `find` by the name that a pipeline uses (`a.csv`, `a.csv@2`). */
export function useFiles() {
  const { api, project } = useEditor()
  const { data: files = [], refetch } = useQuery({ queryKey: ['canvas', project, 'files'], queryFn: () => api.files() })
  const find = (wanted: string | undefined): ProjectFile | undefined => {
    const [, name, version] = /^(.+?)(?:@(\d+))?$/.exec(wanted ?? '') ?? []
    const named = files.filter((file) => file.name === name)
    return version
      ? named.find((file) => file.version === Number(version))
      : named.toSorted((a, b) => b.version - a.version)[0]
  }
  return { files, find, refetch }
}
