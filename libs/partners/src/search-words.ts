/** Whether there is anything to look for; signs alone find nobody, which the search itself says. */
export function isSearch(search: string | undefined): search is string {
  return search !== undefined && search.trim() !== '';
}
