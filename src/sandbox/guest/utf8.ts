/** Text to UTF-8 and back, as WHATWG Encoding defines it: what is not valid becomes U+FFFD. */
import { codeAt, fromCharCode, RealUint8Array } from './primordials.ts';

export const encodeUtf8 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new RealUint8Array(text.length * 3);
  let size = 0;
  for (let index = 0; index < text.length; index++) {
    let code = codeAt(text, index);
    if (code >= 0xd800 && code <= 0xdfff) {
      const next = index + 1 < text.length ? codeAt(text, index + 1) : 0;
      if (code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        index++;
      } else code = 0xfffd;
    }
    if (code < 0x80) bytes[size++] = code;
    else if (code < 0x800) {
      bytes[size++] = 0xc0 | (code >> 6);
      bytes[size++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      bytes[size++] = 0xe0 | (code >> 12);
      bytes[size++] = 0x80 | ((code >> 6) & 63);
      bytes[size++] = 0x80 | (code & 63);
    } else {
      bytes[size++] = 0xf0 | (code >> 18);
      bytes[size++] = 0x80 | ((code >> 12) & 63);
      bytes[size++] = 0x80 | ((code >> 6) & 63);
      bytes[size++] = 0x80 | (code & 63);
    }
  }
  return bytes.slice(0, size);
};

/** Decodes from an offset on. Returns undefined for bytes that are not valid UTF-8 when `fatal`. */
export const decodeUtf8 = (bytes: Uint8Array, from: number, fatal: boolean): string | undefined => {
  let text = '';
  let at = from;
  while (at < bytes.length) {
    const first = bytes[at++] as number;
    let needed = 0;
    let code = first;
    let lower = 0x80;
    let upper = 0xbf;
    if (first >= 0x80) {
      if (first >= 0xc2 && first <= 0xdf) {
        needed = 1;
        code = first & 31;
      } else if (first >= 0xe0 && first <= 0xef) {
        needed = 2;
        code = first & 15;
        if (first === 0xe0) lower = 0xa0;
        if (first === 0xed) upper = 0x9f;
      } else if (first >= 0xf0 && first <= 0xf4) {
        needed = 3;
        code = first & 7;
        if (first === 0xf0) lower = 0x90;
        if (first === 0xf4) upper = 0x8f;
      } else code = -1;
    }
    while (needed > 0 && code >= 0) {
      const next = bytes[at];
      if (next === undefined || next < lower || next > upper) {
        code = -1;
        break;
      }
      lower = 0x80;
      upper = 0xbf;
      code = (code << 6) | (next & 63);
      at++;
      needed--;
    }
    if (code < 0) {
      if (fatal) return undefined;
      code = 0xfffd;
    }
    text +=
      code < 0x10000
        ? fromCharCode(code)
        : fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
  }
  return text;
};
