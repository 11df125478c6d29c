/** Stands for our own origin, wherever that is: what leads elsewhere has another one. */
const here = 'https://own.invalid';

/**
 * Where somebody may be sent on to after signing in: a path of our own, as a browser reads it. Browsers drop tabs and
 * line ends, and take `\` for `/`, so the text alone does not say where it leads.
 * @returns `/` for everything that leads elsewhere or nowhere (source: the URL standard, url.spec.whatwg.org)
 */
export function ownPath(text: string | null | undefined): string {
  if (!text?.startsWith('/') || !URL.canParse(text, here)) return '/';
  const { origin, pathname, search, hash } = new URL(text, here);
  // Dots that were taken out may leave two slashes in front.
  if (origin !== here || pathname.startsWith('//')) return '/';
  return pathname + search + hash;
}
