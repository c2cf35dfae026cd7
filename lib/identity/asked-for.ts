/** Header in which the proxy tells the server which page is asked for, with its query. */
export const ASKED_FOR = 'x-zhikong-page';

/** The path with query and fragment of an address of this site, given as such or with the site's own origin; null of any other. */
export function pathOf(address: string | null | undefined, origins: readonly string[]): string | null {
  if (!address) return null;
  const own = origins.find((origin) => address.startsWith(`${origin}/`));
  const path = own === undefined ? address : address.slice(own.length);
  return /^\/(?![/\\])/.test(path) ? path : null;
}
