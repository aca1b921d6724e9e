// A page of this course stands alone. Inside a stranger's frame it could be made to be clicked unseen, and not every host sends the
// header that forbids it: so the page ends there, before anything of it is shown or run, and offers the way out.
(() => {
  const isAmongStrangers = () => {
    try {
      for (let outer = window; outer !== outer.parent; outer = outer.parent) {
        if (outer.parent.location.origin !== location.origin) return true;
      }
      return false;
    } catch {
      return true;
    }
  };
  if (!isAmongStrangers()) return;
  window.stop();
  const link = document.createElement('a');
  link.href = location.href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = 'Open it in a window of its own';
  const text = document.createElement('p');
  text.append('Headroom is not shown inside another site’s page. ', link, '.');
  document.body = document.createElement('body');
  document.body.append(text);
})();
