/** Words as outlines, set in the course's own typefaces: what draws pictures at build time need not find any font on the machine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkitten';

/** A typeface at its default weight. Its coordinates grow upwards. */
interface Face {
  unitsPerEm: number;
  glyphForCodePoint(codePoint: number): { advanceWidth: number; path: { toSVG(): string } };
}

export interface Setting {
  face: Face;
  /** Height of the em, in pixels. */
  size: number;
}

/** `bricolage-grotesque` (bold titles) or `source-serif-4` (reading). */
export function typeface(id: 'bricolage-grotesque' | 'source-serif-4'): Face {
  const file = `@fontsource-variable/${id}/files/${id}-latin-wght-normal.woff2`;
  return create(readFileSync(createRequire(import.meta.url).resolve(file))) as unknown as Face;
}

/** Pixels that a line takes. */
export function widthOf(text: string, { face, size }: Setting): number {
  let units = 0;
  for (const letter of text) units += face.glyphForCodePoint(letter.codePointAt(0)!).advanceWidth;
  return (units * size) / face.unitsPerEm;
}

/** A line as the data of an SVG path, its baseline beginning at (x, y). */
export function outline(text: string, x: number, y: number, { face, size }: Setting): string {
  const scale = size / face.unitsPerEm;
  let pen = 0;
  let paths = '';
  for (const letter of text) {
    const { advanceWidth, path } = face.glyphForCodePoint(letter.codePointAt(0)!);
    const at = (x + pen * scale).toFixed(2);
    paths += `<path transform="translate(${at} ${y}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})" d="${path.toSVG()}"/>`;
    pen += advanceWidth;
  }
  return paths;
}

/** Lines no wider than `width`, broken between words; what does not fit into `most` lines ends in an ellipsis. */
export function broken(text: string, width: number, most: number, setting: Setting): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(longer, setting) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const shown = lines.slice(0, most);
  let last = `${shown[most - 1]} …`;
  while (widthOf(last, setting) > width && last.includes(' ')) last = last.replace(/\s*\S+ …$/, ' …');
  shown[most - 1] = last.replace(/[,;:]? …$/, ' …');
  return shown;
}
