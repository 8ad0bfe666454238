/** What Next gives to a page: the variable parts of its address and what follows the question mark. */
export interface PageProps<Part extends string = never> {
  params: Promise<Record<Part, string>>
  searchParams: Promise<Record<string, string | undefined>>
}
