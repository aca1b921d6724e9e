/** Out of the frame, by the browser’s own doors or by markup in what the page shows. */
import { type Attack, inCall, REFUSED, tries } from './source.ts';

export const leaving: readonly Attack[] = [
  {
    name: 'navigating the top',
    source: tries(
      "top.location = '/escaped'",
      "parent.location.href = '/escaped'",
      "location.assign('/escaped')",
      "window.location = 'javascript:1'",
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'popups',
    source: tries("open('/escaped')", "window.open('/escaped', '_top')"),
    expect: { says: REFUSED },
  },
  {
    name: 'forms',
    source: tries('document.forms', "document.body.innerHTML = '<form action=/escaped></form>'", 'new FormData()'),
    expect: { says: REFUSED },
  },
  {
    name: 'downloads',
    source: tries("document.createElement('a').click()", "URL.createObjectURL(new Blob(['x']))", "new Blob(['x'])"),
    expect: { says: REFUSED },
  },
  {
    name: 'the clipboard and other permissions',
    source: tries(
      "navigator.clipboard.writeText('escaped')",
      'Notification.requestPermission()',
      'navigator.geolocation',
    ),
    expect: { says: REFUSED },
  },
  {
    name: 'dialogs',
    source: tries("alert('escaped')", "confirm('escaped')", "prompt('escaped')", 'print()'),
    expect: { says: REFUSED },
  },
  {
    name: 'closing and unloading',
    source: tries('close()', 'self.close()', 'stop()', "addEventListener('unload', () => 1)", 'history.back()'),
    expect: { says: REFUSED },
  },
  {
    name: 'the debugger and the console’s real methods',
    source: inCall(`
      debugger;
      console.log.call(null, '%c styled', 'background: url(/escaped)');
      (console as any).clear?.();
      return {};
    `),
    expect: { says: /%c styled background/ },
  },
  {
    name: 'HTML in what is printed',
    source: inCall(`
      console.log('<img src=/escaped onerror=alert(1)><script>alert(1)</script>');
      return {};
    `),
    expect: { says: /<img src=\/escaped/ },
  },
  {
    name: 'HTML in an error',
    source: inCall('throw new RangeError(\'<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>\');'),
    expect: { says: /<iframe srcdoc=/ },
  },
  {
    name: 'HTML in a value and in a name',
    source: inCall("return { requiredServers: '<b onclick=alert(1)>3</b>', '<img src=/escaped>': 1 };"),
    expect: { says: /<b onclick=alert\(1\)>3<\/b>/ },
  },
  {
    name: 'HTML in the file itself',
    source: `${inCall('return null.x;')}\n/*</script><script>alert(1)</script>*/ <!-- -->`,
    expect: { says: /Line 6/ },
  },
  {
    name: 'text that runs backwards and has no end',
    source: inCall(`
      console.log('\\u202e' + '\\u0300'.repeat(5000) + '\\u0000\\u001b[2J');
      return {};
    `),
    expect: { says: /requirements met|Expected 3/ },
  },
];
