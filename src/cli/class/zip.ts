/**
 * Submissions in a zip, as a learning platform gives it out. Nothing is unpacked to disk: entries are read one by one when their turn comes,
 * no further than a lab takes. What claims to be larger, is encrypted, or names a place outside the archive is refused by itself.
 */
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { Endless, MOST_BYTES, Unreadable } from '../source.ts';

/** Characters of a name that are looked at: patterns of names go over them more than once. */
const LONGEST_NAME = 1_000;

/** Entries beyond which an archive is refused whole. */
const MOST_ENTRIES = 50_000;

export interface ZipEntry {
  path: string;
  /** Why it is refused, in a sentence. */
  refused: string | undefined;
  /** Throws Endless and Unreadable, as reading a file does. */
  read(limit?: number): Promise<Uint8Array>;
}

type Open = (path: string, options: yauzl.Options) => Promise<yauzl.ZipFile>;

/** The files of an archive, in its order. Throws Unreadable where it is no zip. */
export async function readZip(path: string): Promise<ZipEntry[]> {
  // Names are looked at one by one: a wicked one must not cost the others.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  const zip = await (promisify(yauzl.open) as unknown as Open)(path, options).catch((error: Error) => {
    throw new Unreadable(`it is no zip, or a damaged one (${error.message})`);
  });
  if (zip.entryCount > MOST_ENTRIES) throw new Unreadable(`it holds more than ${MOST_ENTRIES} files`);
  return new Promise((resolve, reject) => {
    const entries: ZipEntry[] = [];
    zip.on('error', (error: Error) => reject(new Unreadable(`it is a damaged zip (${error.message})`)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      const name = nameOf(entry);
      if (!name.endsWith('/'))
        entries.push({
          path: name.slice(-LONGEST_NAME),
          refused: refusal(entry, name),
          read: (limit) => readEntry(zip, entry, limit),
        });
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    return raw.toString(isUtf8 ? 'utf8' : 'latin1').replaceAll('\\', '/');
  }
}

function refusal(entry: yauzl.Entry, name: string): string | undefined {
  if (name.length > LONGEST_NAME) return `Its name is longer than ${LONGEST_NAME.toLocaleString('en-GB')} characters.`;
  if (yauzl.validateFileName(name) !== null) return 'Its name leads out of the archive.';
  if (entry.isEncrypted()) return 'It is encrypted.';
  // The mode of Unix: a link stands for another file.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'It is a link, and no file.';
  return undefined;
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, limit = MOST_BYTES): Promise<Uint8Array> {
  if (entry.uncompressedSize > limit) throw new Endless();
  const openStream = promisify(zip.openReadStream.bind(zip)) as (entry: yauzl.Entry) => Promise<NodeJS.ReadableStream>;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of await openStream(entry)) {
      length += chunk.length;
      if (length > limit) throw new Endless();
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof Endless) throw error;
    throw new Unreadable(`it is damaged (${error instanceof Error ? error.message : error})`);
  }
  return Buffer.concat(chunks);
}
