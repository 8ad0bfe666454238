'use client'
import { useQuery } from '@tanstack/react-query'
import { ComparisonReport } from '../../_comparison/comparison-report.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'
import { useEditor } from '../editor-context.ts'

/** Champion against challenger, as a run made it. */
export function PortComparison({ artifact }: { artifact: string }) {
  const { api } = useEditor()
  const found = useQuery({
    queryKey: ['canvas', 'comparison', artifact],
    queryFn: () => api.comparison(artifact),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded query={found} what={words.comparison.one}>
      {(comparison) => <ComparisonReport comparison={comparison} />}
    </Loaded>
  )
}
