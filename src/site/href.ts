/** Addresses inside the site, right wherever a host has put it. */

/** `href('lessons/')` → `/lessons/`, or `/courses/headroom/lessons/` when the site lives in that folder. */
export function href(path = ''): string {
  const base = import.meta.env.BASE_URL;
  return `${base.endsWith('/') ? base : `${base}/`}${path}`;
}

/** An address as authors write it, `/lessons/caching/#eviction`, from where the site lives. Any other stays as it is. */
export function inCourse(address: string): string {
  return address.startsWith('/') && !address.startsWith('//') ? href(address.slice(1)) : address;
}

/** The same in HTML that was made of Markdown. */
export const linksInCourse = (html: string): string =>
  html.replace(
    /(<a [^>]*\bhref=")(\/[^"]*)"/g,
    (_, before: string, address: string) => `${before}${inCourse(address)}"`,
  );
