/**
 * What pages need beyond the site's policy, by which styles come from the site's own files only. A style cannot run anything; yet a page
 * without an editor or pictures does without. To be called before anything of the page is written.
 */
interface Policy {
  insertStyleResource(resource: string | { resource: string; kind: 'attribute' }): void;
}

const INLINE = "'unsafe-inline'";

/** For a page whose pictures are sized by attributes. */
export function allowStyleAttributes(policy: Policy | undefined): void {
  // The site's own files are no attributes: they are named so that the two directives say the same, as Astro would have it.
  for (const resource of ["'self'", INLINE]) policy?.insertStyleResource({ resource, kind: 'attribute' });
}

/** For a page with an editor, which writes style sheets as it goes. */
export function allowInlineStyles(policy: Policy | undefined): void {
  policy?.insertStyleResource(INLINE);
}
