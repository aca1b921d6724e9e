/**
 * What breaks and how, in words: `crash web/2`, `cut link:3`. Scenes, reports, recordings and addresses name the parts of a
 * system in this way, and all of them read and write the names here. An id is any text, and stands in a name as one word.
 */
import { idOfWord, wordOf } from './id-word.ts';

/** Everything that can happen to a part of a system, and how it is told after the name of the part. */
export const faultKinds = {
  crash: 'crashes',
  slow: 'becomes slow',
  cut: 'is cut',
  /** It answers everything at once with an error, while those who call it think it well. */
  fail: 'answers with errors',
  recover: 'is mended',
} as const;

export type FaultKind = keyof typeof faultKinds;

export const faults = Object.keys(faultKinds) as readonly FaultKind[];

/** What harms; the other one mends. */
export type Harm = Exclude<FaultKind, 'recover'>;

export const harms = faults.filter((does): does is Harm => does !== 'recover');

/**
 * A part that a fault strikes: a node with all its copies or one of them, a link by its place in the notation, all nodes of a
 * region. Places and copies are counted from 0.
 */
export type Struck = { node: string; copy?: number } | { link: number } | { region: string };

/** `web` is all copies of that node, `web/2` its second copy, `link:3` the fourth link, `region:west` what stands there. */
export function targetOf(struck: Struck): string {
  if ('link' in struck) return `link:${struck.link}`;
  if ('region' in struck) return `region:${wordOf(struck.region)}`;
  return struck.copy === undefined ? wordOf(struck.node) : `${wordOf(struck.node)}/${struck.copy + 1}`;
}

/** The part that a target names, whether or not a system has it; undefined when it names none in this way. */
export function struckBy(target: string): Struck | undefined {
  const [, kind, place] = /^(link|region):(.+)$/.exec(target) ?? [];
  if (kind === 'region') {
    const region = idOfWord(place!);
    return region === undefined ? undefined : { region };
  }
  if (kind === 'link') return /^\d+$/.test(place!) ? { link: Number(place) } : undefined;
  const [, word = '', copy] = /^([^/:]+)(?:\/([1-9]\d*))?$/.exec(target) ?? [];
  const node = idOfWord(word);
  if (node === undefined) return undefined;
  return copy === undefined ? { node } : { node, copy: Number(copy) - 1 };
}

/** The target of that name. What has one copy only answers to `web` as well as to `web/1`. */
export function targetNamed<Named extends { target: string }>(
  targets: readonly Named[],
  name: string,
): Named | undefined {
  const exact = targets.find(({ target }) => target === name);
  const wanted = struckBy(name);
  if (exact || !wanted || !('node' in wanted)) return exact;
  const copies = targets.filter(({ target }) => {
    const struck = struckBy(target);
    return struck && 'node' in struck && struck.node === wanted.node;
  });
  const only = copies.length === 1 ? struckBy(copies[0]!.target) : undefined;
  const isFirst = (struck: Struck) => 'node' in struck && (struck.copy ?? 0) === 0;
  return only && isFirst(only) && isFirst(wanted) ? copies[0] : undefined;
}
