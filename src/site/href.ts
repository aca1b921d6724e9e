/** Addresses inside the site, right wherever a host has put it. */

/** `href('lessons/')` → `/lessons/`, or `/courses/headroom/lessons/` when the site lives in that folder. */
export function href(path = ''): string {
  const base = import.meta.env.BASE_URL;
  return `${base.endsWith('/') ? base : `${base}/`}${path}`;
}
