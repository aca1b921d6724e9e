// Before the first paint of a lab: how wide its panes were, which were folded (src/workbench/panes.ts), and how large its code was
// (src/workbench/code-size.ts), so that nothing moves later.
try {
  const { brief, side, folded } = JSON.parse(localStorage.getItem('headroom-panes') ?? '{}').results ?? {};
  const root = document.documentElement;
  if (brief > 0 && brief < 100) root.style.setProperty('--brief-wide', `${Number(brief)}%`);
  if (side > 0 && side < 100) root.style.setProperty('--side-wide', `${Number(side)}%`);
  if (Array.isArray(folded))
    root.dataset.folded = folded.filter((name) => name === 'brief' || name === 'side').join(' ');
  const size = Number(localStorage.getItem('headroom-code-size'));
  if (size >= 11 && size <= 26) root.style.setProperty('--code-size', `${size}px`);
} catch {
  // Storage is refused, or holds something else: the usual widths it is.
}
