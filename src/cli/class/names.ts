/**
 * Whose a file is, and which lab it answers, by its name: as the learning platforms name what they give out, or by a pattern that the
 * instructor states.
 */

export interface Named {
  who: string;
  /** Undefined where the name does not say. */
  lab: string | undefined;
}

/**
 * Patterns of paths without their extension. `{who}` is the learner, `{lab}` the lab, `{id}` a run of letters and digits, `{any}` anything.
 * Where a platform writes another form, state yours with --names.
 */
export const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  /** "Download all submissions", with folders or without. */
  moodle: [
    '{who}_{id}_assignsubmission_file_/{any}',
    '{who}_{id}_assignsubmission_file/{any}',
    '{who}_{id}_assignsubmission_file_{any}',
  ],
  /** "Download Submissions". */
  canvas: ['{who}_LATE_{id}_{id}_{any}', '{who}_{id}_{id}_{any}'],
  /** "Assignment File Download". */
  blackboard: ['{any}_{who}_attempt_{any}'],
  /** `ada.ts`, or `ada/answer.ts` where the file's own name is a lab's, says nothing, or is everybody's. */
  plain: [],
};

const PARTS: Readonly<Record<string, string>> = {
  who: '(?<who>[^/]+?)',
  lab: '(?<lab>[a-z0-9-]+)',
  id: '\\d+',
  any: '.*?',
};

function asRegExp(pattern: string): RegExp {
  const seen = new Set<string>();
  const source = pattern.split(/(\{\w+\})/).map((piece) => {
    const [, name] = /^\{(\w+)\}$/.exec(piece) ?? [];
    if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const part = PARTS[name];
    if (part === undefined) throw new Error(`A pattern of names holds {who}, {lab}, {id} and {any}, not ${piece}.`);
    if (seen.has(name) && part.startsWith('(')) throw new Error(`A pattern of names holds ${piece} once.`);
    seen.add(name);
    return part;
  });
  return new RegExp(`^(?:.*/)?${source.join('')}$`);
}

/** Names of files that say nothing of whose they are. */
const SAYS_NOTHING = /^(answer|code|index|lab|main|solution|starter|submission)$/i;

const withoutEnding = (path: string): string => path.replace(/\.(ts|json|zip)$/, '');

function plainReader(labs: readonly string[], paths: readonly string[]): (path: string) => string {
  const folders = Map.groupBy(paths.map(withoutEnding), (path) => path.split('/').at(-1));
  return (path) => {
    const [last = path, folder] = path.split('/').reverse();
    const isEverybodys = (folders.get(last)?.length ?? 0) > 1;
    return folder !== undefined && (labs.includes(last) || SAYS_NOTHING.test(last) || isEverybodys) ? folder : last;
  };
}

/**
 * Reads names by a pattern, by the name of a platform, or by whichever fits. `paths` are all there are. Throws an Error for a pattern that is
 * none.
 */
export function nameReader(
  pattern: string | undefined,
  labs: readonly string[],
  paths: readonly string[],
): (path: string) => Named | undefined {
  const chosen = pattern === undefined ? Object.values(PATTERNS).flat() : (PATTERNS[pattern] ?? [pattern]);
  if (pattern !== undefined && !Object.hasOwn(PATTERNS, pattern) && !pattern.includes('{who}'))
    throw new Error(`A pattern of names holds {who}, or is one of ${Object.keys(PATTERNS).join(', ')}.`);
  const patterns = chosen.map(asRegExp);
  const plainly = pattern === undefined || pattern === 'plain' ? plainReader(labs, paths) : undefined;
  return (path) => {
    const plain = withoutEnding(path);
    // A file that is called after a lab answers it, wherever it is.
    const last = plain.split(/[/_]/).at(-1)!;
    const called = labs.includes(last) ? last : undefined;
    for (const each of patterns) {
      const { who, lab } = each.exec(plain)?.groups ?? {};
      if (who !== undefined && (lab === undefined || labs.includes(lab))) return { who, lab: lab ?? called };
    }
    return plainly && { who: plainly(plain), lab: called };
  };
}
