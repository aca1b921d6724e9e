/** Still code has its colours by classes: each of them has its rule, and no style of its own is left, which a page without leave for it would drop. */
import { readFileSync } from 'node:fs';
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript';
import grammar from '@shikijs/langs/typescript';
import { createHighlighterCore } from 'shiki/core';
import { expect, test } from 'vitest';
import { dark, light } from '../../src/editor/palette.ts';
import { colouredByClasses, shadeRules } from '../../src/site/code-colours.ts';

const css = readFileSync('src/styles/global.css', 'utf8');

test('every shade has its rule, and the ground is that of the editor', () => {
  for (const rule of shadeRules) expect(css).toContain(rule);
  const ground = [light, dark].map(({ colors }) => colors?.['editor.background']);
  expect(css).toContain(`background: light-dark(${ground.join(', ')});`);
});

test('code is marked up without a style', async () => {
  const highlighter = await createHighlighterCore({
    themes: [light, dark],
    langs: [grammar],
    engine: createJavaScriptRegexEngine(),
  });
  const html = highlighter.codeToHtml("const a = 'b'; // c", {
    lang: 'typescript',
    themes: { light: 'headroom-light', dark: 'headroom-dark' },
    defaultColor: 'light-dark()',
    tokenizeTimeLimit: 0,
    transformers: [colouredByClasses],
  });
  expect(html).not.toContain('style');
  const classes = [...html.matchAll(/class="(shade\d)">([^<]*)</g)].map(([, shade, text]) => [shade, text?.trim()]);
  expect(classes).toEqual([
    ['shade2', 'const'],
    ['shade3', "'b'"],
    ['shade1', '// c'],
  ]);
});
