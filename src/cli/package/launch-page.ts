/** The files that a package has beside the site: the page that an LMS opens with its script, and what every page of the site runs first. */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Contents } from '../../lms/contents.ts';
import { ROOT } from '../../sandbox/bundle.ts';

export const LAUNCH = 'launch.html';

/** It may show pages of its own address in a frame, and nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const STYLE = `html,body{height:100%;margin:0}body{display:flex;flex-direction:column;font:16px/1.5 system-ui,sans-serif}
p{margin:0;padding:.5rem 1rem;background:#fff3c4;color:#3a2a00}iframe{flex:1;border:0;min-height:0}
`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (contents: Contents): string => `<!doctype html>
<html lang="en-GB" data-headroom-launch>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(contents.title)}</title>
<link rel="stylesheet" href="launch.css">
</head>
<body>
<p role="status" hidden></p>
<script type="application/json" id="contents">${JSON.stringify(contents).replaceAll('<', '\\u003c')}</script>
<script src="launch.js"></script>
</body>
</html>
`;

async function script(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'src/lms', file)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { 'import.meta.env.PUBLIC_PACKAGE': '"scorm"' },
    absWorkingDir: ROOT,
  });
  return outputFiles[0]!.text;
}

/** By their names in the package. `alone.js` takes the place of the site's own. */
export async function launchFiles(contents: Contents): Promise<Record<string, string>> {
  const [launch, alone] = await Promise.all([script('launch.ts'), script('page.ts')]);
  return { [LAUNCH]: page(contents), 'launch.js': launch, 'launch.css': STYLE, 'alone.js': alone };
}
