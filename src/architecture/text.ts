/**
 * How much room text takes. There is no browser to ask when a diagram is laid out at build time, so widths come from a
 * table of a common sans-serif face with a margin, because the reader's own face may be wider.
 */

export interface TextStyle {
  /** Font size in pixels; `diagram.css` sets the same sizes. */
  size: number;
  bold: boolean;
  /** From one baseline to the next, in pixels. */
  lineHeight: number;
}

/** The sizes here and those in `diagram.css` must agree. */
export const textStyles = {
  name: { size: 14, bold: true, lineHeight: 18 },
  detail: { size: 12, bold: false, lineHeight: 16 },
  region: { size: 12, bold: true, lineHeight: 16 },
} as const satisfies Record<string, TextStyle>;

/** Widths in thousandths of the font size, after Helvetica's published metrics. */
const widths = new Map<string, number>();
for (const [width, characters] of [
  [222, "ijl'|"],
  [278, ' ft.,:;!/\\[]()I·'],
  [333, '-r"`'],
  [500, 'ckszxyvJ'],
  [556, 'abdeghnopqu0123456789L_?$#€'],
  [584, '+=<>~^×'],
  [611, 'FTZ'],
  [667, 'ABEKPSVXY&'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'mM'],
  [944, 'W%—→←'],
] as const) {
  for (const character of characters) widths.set(character, width);
}

/** The reader's face may be wider than the table: DejaVu Sans, the widest in common use, is by a sixth. */
const MARGIN = 1.12;
const BOLD = 1.1;

/** The estimated width of one line in pixels. */
export function measure(text: string, style: TextStyle): number {
  let total = 0;
  for (const character of text) {
    // Scripts beyond the table: most of the wide ones (Chinese, Japanese, Korean, emoji) take a full square.
    total += widths.get(character) ?? (character.codePointAt(0)! >= 0x1100 ? 1000 : 600);
  }
  return (total / 1000) * style.size * (style.bold ? BOLD : 1) * MARGIN;
}

/**
 * Text in lines of at most `width` pixels, as equal in length as the words allow. A word that is wider than a line
 * is broken.
 */
export function wrap(text: string, style: TextStyle, width: number): string[] {
  const words = text
    .trim()
    .split(/\s+/)
    .flatMap((word) => breakWord(word, style, width));
  const lines = fill(words, style, width);
  for (let narrower = width - 4; narrower > 0; narrower -= 4) {
    const tighter = fill(words, style, narrower);
    if (tighter.length > lines.length || tighter.some((line) => measure(line, style) > narrower)) break;
    lines.splice(0, lines.length, ...tighter);
  }
  return lines;
}

function fill(words: readonly string[], style: TextStyle, width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && measure(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function breakWord(word: string, style: TextStyle, width: number): string[] {
  const pieces = [''];
  for (const character of word) {
    const longer = pieces[pieces.length - 1] + character;
    if (measure(longer, style) <= width || longer === character) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}

/** Text safe inside XML elements and quoted attributes; characters that XML cannot hold are replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
