/** What a class has handed in: plain files, folders, archives and files of learners' work, as one row of submissions. */
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { visible } from '#words';
import { MOST_BYTES } from '../../progress/work-file.ts';
import { Endless, Missing, readLearnerFile, textOf, Unreadable } from '../source.ts';
import { nameReader } from './names.ts';
import { type HandedIn, handedInBy } from './work.ts';
import { readZip } from './zip.ts';

export interface Submission {
  who: string;
  lab: string;
  /** Where it came from, as it is shown. */
  file: string;
  /** The marks that the learner's own file says it got. */
  claimed: number | undefined;
  /** Why it cannot be graded, in a sentence. */
  refused: string | undefined;
  /** Its bytes, when its turn comes. Throws Endless and Unreadable. */
  read(): Promise<Uint8Array>;
}

interface Found {
  /** From the folder or archive that was named. */
  path: string;
  file: string;
  refused: string | undefined;
  read(limit?: number): Promise<Uint8Array>;
}

export interface Gathered {
  submissions: Submission[];
  /** Files that are no submissions, by what they are called. */
  ignored: string[];
}

/** Reads what stands at the paths (`typed` as somebody typed them, `at` where they are). Throws Missing and Unreadable. */
export async function gather(
  paths: readonly { typed: string; at: string }[],
  { lab, labs, names }: { lab: string; labs: readonly string[]; names: string | undefined },
): Promise<Gathered> {
  const ignored: string[] = [];
  const submissions: Submission[] = [];
  const found = (await Promise.all(paths.map(({ typed, at }) => find(typed, at)))).flat();
  const readName = nameReader(
    names,
    labs,
    found.map(({ path }) => path),
  );
  for (const each of found.sort((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0))) {
    if (
      /(^|\/)(__MACOSX|\.[^./][^/]*)(\/|$)/.test(each.path) ||
      !/\.(ts|json|zip)$/.test(each.path) ||
      each.path.endsWith('.d.ts')
    ) {
      ignored.push(each.file);
      continue;
    }
    const named = readName(each.path);
    const who = visible(named?.who ?? each.path.replace(/\.\w+$/, ''));
    const odd = named ? undefined : 'Its name does not fit the pattern.';
    const isWork = each.path.endsWith('.json');
    const isZip = each.path.endsWith('.zip');
    if (!isWork) {
      const own = lab === 'all' ? named?.lab : lab;
      // Where the lab is asked for, a file that is called after another answers that.
      if (lab !== 'all' && named?.lab !== undefined && named.lab !== lab) {
        ignored.push(each.file);
        continue;
      }
      const refused =
        each.refused ??
        odd ??
        (isZip ? 'It is an archive inside an archive.' : undefined) ??
        (own === undefined
          ? 'Its name does not say which lab it answers: call it <lab>.ts, or state a pattern with {lab}.'
          : undefined);
      submissions.push({ who, lab: own ?? '', file: each.file, claimed: undefined, refused, read: each.read });
      continue;
    }
    submissions.push(...(await fromWork(each, who, odd, lab === 'all' ? labs : [lab])));
  }
  return { submissions, ignored };
}

async function fromWork(
  found: Found,
  who: string,
  odd: string | undefined,
  labs: readonly string[],
): Promise<Submission[]> {
  const refuse = (refused: string): Submission[] => [
    { who, lab: labs.length === 1 ? labs[0]! : '', file: found.file, claimed: undefined, refused, read: found.read },
  ];
  if (found.refused ?? odd) return refuse((found.refused ?? odd)!);
  let work: HandedIn[];
  try {
    work = handedInBy(textOf(await found.read(MOST_BYTES)));
  } catch (error) {
    if (error instanceof Endless) return refuse('It is longer than a file of work can be.');
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const handedIn = work.filter(({ lab }) => labs.includes(lab));
  if (handedIn.length === 0 && labs.length === 1) return refuse('It holds no code for this lab.');
  return handedIn.map(({ lab, code, claimed }) => ({
    who,
    lab,
    file: found.file,
    claimed,
    refused: undefined,
    read: async () => new TextEncoder().encode(code),
  }));
}

async function find(typed: string, at: string): Promise<Found[]> {
  const there = await lstat(at).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Missing(typed) : new Unreadable(`the system says ${error.code}`);
  });
  if (there.isDirectory()) return findIn(typed, at, '');
  if (at.endsWith('.zip'))
    return (await readZip(at)).map((entry) => ({ ...entry, file: visible(`${typed}/${entry.path}`) }));
  return [fileAt(basename(at), visible(typed), at)];
}

async function findIn(typed: string, root: string, folder: string): Promise<Found[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<Found[]> => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const file = visible(`${typed.replace(/\/$/, '')}/${path}`);
      if (entry.isDirectory()) return findIn(typed, root, path);
      // What a link leads to is not what was handed in.
      if (!entry.isFile())
        return [{ path, file, refused: 'It is a link or a device, and no file.', read: async () => new Uint8Array() }];
      return [fileAt(path, file, join(root, path))];
    }),
  );
  return found.flat();
}

const fileAt = (path: string, file: string, at: string): Found => ({
  path,
  file,
  refused: undefined,
  read: (limit) => readLearnerFile(at, limit),
});
