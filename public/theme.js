// Before the first paint: the colours the reader chose last time. Loaded as a file, since the page's policy runs no inline script.
try {
  const theme = localStorage.getItem('headroom-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused: the system's colours it is.
}
