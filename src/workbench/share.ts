/**
 * A link that carries a lab's code, or a drawing board: deflated, in base64url, behind the `#` of the address, which no browser sends to a server. What
 * comes by a link is a stranger's: it is read with a limit, so that a few letters cannot unfold into more than the editor takes.
 */
import { isTooLong, MOST_CHARACTERS } from '../sandbox/too-long.ts';

const KEY = '#shared=';
/** What the letters after the key are, so that another way can come beside this one. */
const FORM = '1.';

/** Letters of a link that are looked at: code of 100,000 characters that hardly deflates stays below it. */
const MOST_LETTERS = 500_000;
/** Bytes that 100,000 characters can come to in UTF-8. */
const MOST_BYTES = 3 * MOST_CHARACTERS;
/** Bytes that are unfolded at once: deflate makes a thousand of one at most. */
const SLICE = 512;

export const carriesCode = (hash: string, key = KEY): boolean => hash.startsWith(key);

function toLetters(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromLetters(letters: string): Uint8Array<ArrayBuffer> {
  const text = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** What stands behind the address in a link. Rejects where the browser cannot compress. */
export async function toFragment(code: string, key = KEY): Promise<string> {
  const deflated = new Blob([code]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `${key}${FORM}${toLetters(new Uint8Array(await new Response(deflated).arrayBuffer()))}`;
}

class LinkRefused extends Error {}

const TOO_LARGE = 'This link carries more than 100,000 characters, and nothing here takes more: it was not opened.';
const DAMAGED =
  'This link is damaged: part of it is missing, as when a program cuts long links. Ask for it again, or for the file.';

/** Unfolds bytes, piece by piece, and stops at the limit. Rejects with LinkRefused there, and otherwise where they are damaged. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  const feed = async (): Promise<void> => {
    for (let from = 0; from < bytes.length; from += SLICE) await writer.write(bytes.subarray(from, from + SLICE));
    await writer.close();
  };
  // What goes wrong there is told by the reader as well.
  feed().catch(() => {});
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > MOST_BYTES) {
      reader.cancel().catch(() => {});
      throw new LinkRefused(TOO_LARGE);
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** The code that an address carries; in a sentence why it cannot be had; undefined where it carries none. */
export async function fromFragment(
  hash: string,
  key = KEY,
): Promise<{ code: string } | { refused: string } | undefined> {
  if (!carriesCode(hash, key)) return undefined;
  const carried = hash.slice(key.length);
  if (carried.length > MOST_LETTERS) return { refused: TOO_LARGE };
  if (!carried.startsWith(FORM)) {
    const isLater = /^\d+\./.test(carried);
    return {
      refused: isLater
        ? 'This link was made by a later version of the course. Load this page anew, and open it again.'
        : DAMAGED,
    };
  }
  try {
    const bytes = await inflate(fromLetters(carried.slice(FORM.length)));
    const code = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return isTooLong(code) ? { refused: TOO_LARGE } : { code };
  } catch (error) {
    return { refused: error instanceof LinkRefused ? error.message : DAMAGED };
  }
}
