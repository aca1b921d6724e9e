/**
 * TextEncoder and TextDecoder, which QuickJS has not; UTF-8 only. They serve the learner's code alone and nothing of the
 * bridge's, so they may trust the methods of the values that they are given.
 */
import { codeAt, RealUint8Array, slice, toText } from './primordials.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

export class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }
  encode(text: unknown = ''): Uint8Array<ArrayBuffer> {
    return encodeUtf8(toText(text));
  }
  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      const pair = codeAt(text, read) >= 0xd800 && codeAt(text, read) <= 0xdbff && read + 1 < text.length;
      const bytes = encodeUtf8(slice(text, read, read + (pair ? 2 : 1)));
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += pair ? 2 : 1;
    }
    return { read, written };
  }
}

export class TextDecoder {
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  constructor(label = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const name = toText(label).trim().toLowerCase();
    if (name !== 'utf-8' && name !== 'utf8') throw new RangeError('This TextDecoder knows utf-8 only, not ' + name);
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }
  get encoding(): string {
    return 'utf-8';
  }
  decode(input: ArrayBuffer | ArrayBufferView = new RealUint8Array(0)): string {
    const bytes = ArrayBuffer.isView(input)
      ? new RealUint8Array(input.buffer, input.byteOffset, input.byteLength)
      : new RealUint8Array(input);
    const marked = !this.ignoreBOM && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const text = decodeUtf8(bytes, marked ? 3 : 0, this.fatal);
    if (text === undefined) throw new TypeError('The bytes are not valid UTF-8');
    return text;
  }
}
