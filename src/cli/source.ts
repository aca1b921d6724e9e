/** A learner's file as text. */

/** The file is no text in UTF-8. The message is a sentence for the learner. */
export class NotUtf8 extends Error {}

/** Bytes as text. A byte order mark is kept off it. Throws NotUtf8, which says what the file is instead where that is plain. */
export function textOf(bytes: Uint8Array): string {
  if (isUtf16(bytes)) throw new NotUtf8('Your file is saved as UTF-16. Save it as UTF-8.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotUtf8('Your file is not saved as UTF-8: it has bytes that stand for no character. Save it as UTF-8.');
  }
}

/** By its byte order mark, or because every other byte of what is mostly plain letters is zero. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const zeros = [0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2]!++;
  return zeros.some((count, half) => count > bytes.length / 4 && zeros[1 - half]! < count / 10);
}
