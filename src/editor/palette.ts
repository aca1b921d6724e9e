/**
 * The colours of code, light and dark, as both sides of the editor know them: the worker that finds them out names each by its place
 * here, and the page draws it in the theme of the moment.
 */
import dark from '@shikijs/themes/github-dark-default';
import light from '@shikijs/themes/github-light-default';

export { dark, light };

/** One colour of code in both themes, as six hexadecimal digits. */
export interface Shade {
  light: string;
  dark: string;
}

const digits = (colour: string): string => colour.replace('#', '').slice(0, 6).toLowerCase();
const inkOf = ({ colors }: typeof light): string => digits(colors?.['editor.foreground'] ?? '000000');

/** The two themes have the same rules in the same order. */
const ruled: readonly Shade[] = (light.tokenColors ?? []).flatMap(({ settings: { foreground } }, place) => {
  const other = dark.tokenColors?.[place]?.settings.foreground;
  return foreground && other ? [{ light: digits(foreground), dark: digits(other) }] : [];
});

/** The first is the ink of everything that no rule colours. Of a colour with two partners the first counts. */
export const shades: readonly Shade[] = [{ light: inkOf(light), dark: inkOf(dark) }, ...ruled].filter(
  (shade, place, all) => all.findIndex((other) => other.light === shade.light) === place,
);

/** The place of a colour of the light theme; the ink's for one that is not known. */
export function shadeOf(colour: string | undefined): number {
  return Math.max(0, colour === undefined ? 0 : shades.findIndex((shade) => shade.light === digits(colour)));
}
