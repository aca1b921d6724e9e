/** A learner's file: read, if it is one, and as text. */
import { constants, type FileHandle, open } from 'node:fs/promises';
import { MOST_CHARACTERS } from '../sandbox/too-long.ts';

/** Bytes of a file beyond which its text is too long for a lab, in whatever characters it is written. */
export const MOST_BYTES = 4 * MOST_CHARACTERS;

/** There is no such file. */
export class Missing extends Error {}

/** The file is longer than a lab takes. */
export class Endless extends Error {}

/** The file cannot be read. The message completes "… cannot be read: ". */
export class Unreadable extends Error {}

/**
 * Reads a file, and nothing else: a pipe or a device may never come to an end, or hang when it is merely opened.
 * Throws Missing when nothing is there, Endless when there is more than a lab takes, and Unreadable, which says why, when it is no file.
 */
export async function readLearnerFile(path: string, limit = MOST_BYTES): Promise<Uint8Array> {
  // Of a pipe that nobody writes to, opening waits for a writer unless it is told not to.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(refuse);
  try {
    return await readWhole(handle, limit);
  } finally {
    await handle.close();
  }
}

async function readWhole(handle: FileHandle, limit: number): Promise<Uint8Array> {
  const there = await handle.stat();
  if (!there.isFile()) {
    const kind = there.isDirectory() ? 'a folder' : there.isFIFO() ? 'a pipe' : 'a device';
    throw new Unreadable(`it is ${kind}, and no file`);
  }
  const bytes = new Uint8Array(Math.min(there.size, limit) + 1);
  let length = 0;
  for (let read = 1; read > 0 && length < bytes.length; length += read)
    read = (await handle.read(bytes, length, bytes.length - length).catch(refuse)).bytesRead;
  if (length > limit) throw new Endless();
  return bytes.subarray(0, length);
}

function refuse({ code }: NodeJS.ErrnoException): never {
  switch (code) {
    case 'ENOENT':
      throw new Missing();
    case 'EISDIR':
      throw new Unreadable('it is a folder, and no file');
    case 'ENXIO':
      throw new Unreadable('it is a socket or a device, and no file');
    case 'EACCES':
    case 'EPERM':
      throw new Unreadable('you may not read it');
    default:
      throw new Unreadable(`the system says ${code}`);
  }
}

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
