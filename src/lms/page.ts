/**
 * What every page of a package does first, in the place of public/alone.js. It is shown by itself or in the package's own launch page, and by no
 * stranger. And since not every LMS answers the address of a folder, links lead to the file in it.
 */
function isOurs(): boolean {
  try {
    if (window.parent === window) return true;
    return window.parent.document.documentElement.hasAttribute('data-headroom-launch');
  } catch {
    return false;
  }
}

function stop(): void {
  window.stop();
  const text = document.createElement('p');
  text.textContent = 'Headroom is not shown inside another site’s page.';
  document.body = document.createElement('body');
  document.body.append(text);
}

if (!isOurs()) stop();

function lead(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (link?.origin === location.origin && link.pathname.endsWith('/')) link.pathname += 'index.html';
}

// Before whatever follows the link: a click, a key, or a menu that opens it elsewhere.
for (const kind of ['click', 'auxclick', 'contextmenu']) addEventListener(kind, lead, { capture: true });
