import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from '../_ui/button.tsx'
import { words } from '../_words/en.ts'

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>

/** Beneath a list that is read page by page, as long as there are older rows. */
export const Older = ({ list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { list: Pages }) =>
  hasNextPage && (
    <Button className="self-start" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
      {words.common.older}
    </Button>
  )
