/**
 * The picture that stands beside a link to a page of the course, where people share it: 1,200 × 630 pixels, the size that
 * Open Graph's readers expect. The same gauges as everywhere, at levels of the page's own.
 */
import sharp from 'sharp';
import tokens from '../styles/tokens.css?raw';
import { broken, outline, typeface, widthOf } from './lettering.ts';

/** The colours of an instrument, by the names that styles/tokens.css gives them. */
const instrument = /\.instrument \{([^}]*)\}/.exec(tokens)?.[1] ?? '';
const colour = (name: string): string => new RegExp(`--${name}: (#\\w+)`).exec(instrument)?.[1] ?? '';
const ground = /--instrument: light-dark\((#\w+)/.exec(tokens)?.[1] ?? '';
const [ink, soft, line, sunken, load, near] = ['ink', 'soft', 'line', 'sunken', 'load', 'near'].map(colour);

export interface Card {
  /** Beside the course's name: 'lesson 9 of 16', or what the course is. */
  place: string;
  title: string;
  text: string;
  /** Which page of how many: the crowd grows from picture to picture. */
  share: number;
}

export const CARD = { width: 1200, height: 630 };

const MARGIN = 80;
const CELLS = 10;

const bold = typeface('bricolage-grotesque');
const reading = typeface('source-serif-4');

/** Levels of the row of servers: a wave that stands higher from lesson to lesson. One near the limit is amber. */
function cells(share: number): string {
  const gap = 20;
  const width = (CARD.width - 2 * MARGIN - gap * (CELLS - 1)) / CELLS;
  const height = 116;
  const top = CARD.height - 56 - height;
  let drawn = '';
  for (let index = 0; index < CELLS; index++) {
    const level = 0.28 + 0.3 * share + 0.22 * Math.sin(index * 1.1 + share * 9);
    const x = MARGIN + index * (width + gap);
    const full = (height - 16) * level;
    const fill = level > 0.66 ? near : load;
    drawn += `<rect x="${x}" y="${top}" width="${width}" height="${height}" rx="14" fill="${sunken}" stroke="${line}" stroke-width="2"/>`;
    drawn += `<rect x="${x + 8}" y="${top + height - 8 - full}" width="${width - 16}" height="${full}" rx="8" fill="${fill}"/>`;
  }
  const limit = top + 8 + (height - 16) * 0.25;
  return `${drawn}<path d="M${MARGIN - 16} ${limit}H${CARD.width - MARGIN + 16}" stroke="${soft}" stroke-width="3" stroke-dasharray="10 8"/>`;
}

/** The course's sign: a cell, its level, the headroom line. */
const SIGN = `<g transform="translate(${MARGIN} 58) scale(1.7)" fill="none" stroke="${load}"><rect x="1.5" y="1.5" width="17" height="23" rx="4" stroke-width="3"/><path d="M5.4 8h2.2M8.9 8h2.2M12.4 8h2.2" stroke-width="2"/><path d="M5.5 16.5h9v5h-9z" fill="${load}" stroke-width="1.5" stroke-linejoin="round"/></g>`;

/** The card as SVG, its words as outlines. */
export function cardMarkup({ place, title, text, share }: Card): string {
  const width = CARD.width - 2 * MARGIN;
  const large = { face: bold, size: broken(title, width, 3, { face: bold, size: 84 }).length > 1 ? 64 : 84 };
  const titles = broken(title, width, 2, large);
  const small = { face: reading, size: 30 };
  const texts = broken(text, width, titles.length > 1 ? 2 : 3, small);
  const name = { face: bold, size: 36 };
  const indent = MARGIN + 50;
  let y = 168 + large.size * 0.5;
  let words = `<g fill="${ink}">${outline('Headroom', indent, 92, name)}`;
  for (const each of titles) {
    words += outline(each, MARGIN, y, large);
    y += large.size * 1.08;
  }
  words += `</g><g fill="${soft}">${outline(place, indent + widthOf('Headroom', name) + 22, 92, small)}`;
  y -= 8;
  for (const each of texts) {
    words += outline(each, MARGIN, y, small);
    y += 42;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}"><rect width="100%" height="100%" fill="${ground}"/>${SIGN}${words}</g>${cells(share)}</svg>`;
}

/** The card as a PNG. */
export async function cardPicture(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await sharp(Buffer.from(cardMarkup(card)))
      .png({ palette: true, colours: 64 })
      .toBuffer(),
  );
}
