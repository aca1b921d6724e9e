/** The course's sign in the sizes and formats that browsers, home screens and old software ask for, all made from one drawing. */
import sharp from 'sharp';
import sign from './sign.svg?raw';

export const SIGN = sign;

/** Squares by their name: `apart` leaves room around the sign, for systems that cut icons into a shape of their own. */
export const ICONS = {
  'icon-192': { size: 192 },
  'icon-512': { size: 512 },
  'icon-maskable-512': { size: 512, apart: true },
  'apple-touch-icon': { size: 180, apart: true },
} as const satisfies Record<string, { size: number; apart?: boolean }>;

/** The paper of the light theme, as in styles/tokens.css. */
const PAPER = '#faf6ee';

/** A square PNG of the sign. */
export async function iconPicture(size: number, apart = false): Promise<Uint8Array<ArrayBuffer>> {
  const inner = Math.round(size * (apart ? 0.6 : 1));
  const drawn = await sharp(Buffer.from(sign), { density: (72 * inner) / 32 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  if (!apart) return new Uint8Array(drawn);
  const ground = sharp({ create: { width: size, height: size, channels: 4, background: PAPER } });
  return new Uint8Array(
    await ground
      .composite([{ input: drawn }])
      .png()
      .toBuffer(),
  );
}

/** An ICO file that holds PNGs, which everything since Windows Vista reads: a directory of 16 bytes for each, then the pictures. */
export async function iconFile(sizes: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  const pictures = await Promise.all(sizes.map((size) => iconPicture(size)));
  const head = 6 + 16 * sizes.length;
  const file = new Uint8Array(pictures.reduce((sum, { length }) => sum + length, head));
  const view = new DataView(file.buffer);
  view.setUint16(2, 1, true);
  view.setUint16(4, sizes.length, true);
  let offset = head;
  pictures.forEach((picture, index) => {
    const entry = 6 + 16 * index;
    file[entry] = file[entry + 1] = sizes[index]! % 256;
    view.setUint16(entry + 4, 1, true);
    view.setUint16(entry + 6, 32, true);
    view.setUint32(entry + 8, picture.length, true);
    view.setUint32(entry + 12, offset, true);
    file.set(picture, offset);
    offset += picture.length;
  });
  return file;
}
