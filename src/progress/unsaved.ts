/** What stands on this page and nowhere else, because the browser does not take it: whoever leaves the page is asked first. */
const unsaved = new Set<object>();

function ask(event: Event): void {
  event.preventDefault();
}

/** Remembers of one thing whether the browser refused to save it. */
export function noteRefusal(of: object, isRefused: boolean): void {
  if (isRefused) unsaved.add(of);
  else unsaved.delete(of);
  // Only then: a page that listens for this is not kept for the way back.
  if (unsaved.size > 0) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}
