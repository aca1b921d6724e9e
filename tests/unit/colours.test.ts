/** Everything that is read can be read: the site's colours and those of code, in both themes, held to the contrast that WCAG asks for. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dark, light, shades } from '../../src/editor/palette.ts';

const THEMES = ['light', 'dark'] as const;
const css = readFileSync('src/styles/tokens.css', 'utf8');

/** A colour of tokens.css: of the page in a theme, or on an instrument. */
function token(name: string, where: 'light' | 'dark' | 'instrument'): string {
  const [page = '', instrument = ''] = css.split('.instrument {');
  const own = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(instrument)?.[1];
  if (where === 'instrument' && own) return own;
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(page);
  if (!found) throw new Error(`tokens.css has no colour --${name}.`);
  return found[where === 'light' ? 1 : 2]!;
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

const GROUNDS = ['paper', 'card', 'sunken', 'load-tint', 'near-tint', 'fail-tint', 'yours-tint'];
const INKS = ['ink', 'soft', 'load-ink', 'near-ink', 'fail-ink', 'yours-ink'];

test.each(THEMES)('in the %s theme every ink can be read on every ground', (theme) => {
  for (const ground of GROUNDS)
    for (const ink of INKS)
      expect(contrast(token(ink, theme), token(ground, theme)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test('on an instrument too', () => {
  const grounds = [...THEMES.map((theme) => token('instrument', theme)), token('card', 'instrument')];
  for (const ground of grounds)
    for (const ink of ['ink', 'soft', 'load-ink', 'near-ink', 'fail-ink', 'yours-ink'])
      expect(contrast(token(ink, 'instrument'), ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test.each(THEMES)('in the %s theme what is drawn stands out, and words on a filled button can be read', (theme) => {
  const shapes = ['load', 'near', 'fail', 'yours', 'edge', ...[1, 2, 3, 4, 5, 6].map((place) => `series-${place}`)];
  for (const shape of shapes)
    for (const ground of ['paper', 'card'])
      expect(contrast(token(shape, theme), token(ground, theme)), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
  for (const fill of ['load', 'fail', 'yours'])
    expect(contrast(token(`on-${fill}`, theme), token(fill, theme)), fill).toBeGreaterThanOrEqual(4.5);
});

test.each(THEMES)(
  'in the %s theme code can be read, comments and line numbers too, on the ground that the page gives it',
  (theme) => {
    const { colors = {} } = theme === 'light' ? light : dark;
    const ground = colors['editor.background']!;
    expect(ground).toBe(token('card', theme));
    for (const shade of shades) expect(contrast(`#${shade[theme]}`, ground), shade[theme]).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors['editorLineNumber.foreground']!, ground)).toBeGreaterThanOrEqual(4.5);
  },
);
