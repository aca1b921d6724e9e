/**
 * All work of a learner's as plain data, and how two of them become one: newer texts and better marks win, and whatever gives way is kept
 * as an earlier version. Nothing is ever lost by it, and doing it twice changes nothing.
 */
import {
  type Answer,
  BOARD,
  type Draft,
  type KeptRun,
  type Result,
  VERSIONS_KEPT,
  type Version,
  versionsOfAnswer,
} from './rows.ts';
import { toForget } from './runs.ts';

export interface Work {
  drafts: Draft[];
  runs: KeptRun[];
  results: Result[];
  versions: Version[];
  answers: Answer[];
}

/** What a merge does to one lab, one written answer or the drawing board. */
export interface Effect {
  /** A lab's id, `<lesson>/<part>`, or the board as it stands among the drafts. */
  of: string;
  kind: 'lab' | 'answer' | 'board';
  /** What becomes of the text: theirs where there was none, theirs as the newer one, or ours as the newer one. */
  text?: 'added' | 'theirs' | 'ours';
  /** How many runs are new here. */
  runs: number;
  /** Marks before and after, where they change. */
  marks?: { before: number; after: number };
}

export interface Merged {
  work: Work;
  effects: Effect[];
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Those of `theirs` that `ours` has not. */
function newTo<Row>(ours: readonly Row[], theirs: readonly Row[], same: (row: Row) => string): Row[] {
  const known = new Set(ours.map(same));
  return theirs.filter((row) => {
    const key = same(row);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

const sameRun = ({ code, report }: KeptRun): string => JSON.stringify([code, report]);
const sameText = ({ code }: Version): string => code;
const isBetter = (one: Result, other: Result): boolean => one.earned > other.earned;

/** Merges what somebody brings (`theirs`) into what is here (`ours`). Dates that are still to come count as `now`. */
export function merge(ours: Work, theirs: Work, now: number): Merged {
  const past = (at: number): number => Math.min(at, now);
  const effects = new Map<string, Effect>();
  const effectOn = (kind: Effect['kind'], of: string): Effect => {
    const known = effects.get(`${kind} ${of}`) ?? { of, kind, runs: 0 };
    effects.set(`${kind} ${of}`, known);
    return known;
  };
  const retired: Version[] = [];
  const retire = (lab: string, code: string, at: number): void => {
    if (code.trim() !== '') retired.push({ lab, code, at, replacedBy: 'an import' });
  };

  const known = new Set(ours.versions.map(({ lab, code }) => JSON.stringify([lab, code])));
  const isKnown = (lab: string, code: string): boolean => known.has(JSON.stringify([lab, code]));

  const drafts = new Map(ours.drafts.map((draft) => [draft.lab, draft]));
  for (const draft of theirs.drafts) {
    const theirsHere = { ...draft, savedAt: past(draft.savedAt) };
    const mine = drafts.get(draft.lab);
    if (mine?.code === draft.code) continue;
    const wins = !mine || theirsHere.savedAt > mine.savedAt;
    if (!wins && isKnown(draft.lab, draft.code)) continue;
    effectOn(draft.lab === BOARD ? 'board' : 'lab', draft.lab).text = !mine ? 'added' : wins ? 'theirs' : 'ours';
    const loser = wins ? mine : theirsHere;
    if (loser) retire(loser.lab, loser.code, loser.savedAt);
    if (wins) drafts.set(draft.lab, theirsHere);
  }

  const runs: KeptRun[] = [];
  const theirRuns = groupBy(theirs.runs, ({ lab }) => lab);
  const ourRuns = groupBy(ours.runs, ({ lab }) => lab);
  for (const lab of new Set([...ourRuns.keys(), ...theirRuns.keys()])) {
    const mine = ourRuns.get(lab) ?? [];
    const added = newTo(mine, theirRuns.get(lab) ?? [], sameRun).map(({ id: _id, ...run }) => ({
      ...run,
      at: past(run.at),
    }));
    const all = [...mine, ...added].sort((one, other) => one.at - other.at);
    const gone = new Set(added.length > 0 ? toForget(all) : []);
    runs.push(...all.filter((run) => !gone.has(run)));
    const count = added.filter((run) => !gone.has(run)).length;
    if (count > 0) effectOn('lab', lab).runs = count;
  }

  const results = new Map(ours.results.map((result) => [result.lab, result]));
  for (const result of theirs.results) {
    const mine = results.get(result.lab);
    if (mine && !isBetter(result, mine)) continue;
    results.set(result.lab, { ...result, at: past(result.at) });
    effectOn('lab', result.lab).marks = { before: mine?.earned ?? 0, after: result.earned };
  }

  const answers = new Map(ours.answers.map((answer) => [answer.part, answer]));
  for (const answer of theirs.answers) {
    const mine = answers.get(answer.part);
    const [ourTime, theirTime] = [mine?.at ?? 0, past(answer.at ?? 0)];
    const isSameText = mine?.text === answer.text;
    if (mine && isSameText && answer.earned <= mine.earned) continue;
    const wins = !mine || isSameText || mine.text === '' || (answer.text !== '' && theirTime > ourTime);
    if (!wins && isKnown(versionsOfAnswer(answer.part), answer.text)) continue;
    const effect = effectOn('answer', answer.part);
    if (!isSameText) effect.text = !mine ? 'added' : wins ? 'theirs' : 'ours';
    const loser = wins ? mine : answer;
    if (loser && !isSameText) retire(versionsOfAnswer(answer.part), loser.text, wins ? ourTime : theirTime);
    if (!wins) continue;
    answers.set(answer.part, { ...answer, at: theirTime });
    if (answer.earned !== (mine?.earned ?? 0)) effect.marks = { before: mine?.earned ?? 0, after: answer.earned };
  }

  const versions: Version[] = [];
  const bring = groupBy([...retired, ...theirs.versions], ({ lab }) => lab);
  const have = groupBy(ours.versions, ({ lab }) => lab);
  for (const lab of new Set([...have.keys(), ...bring.keys()])) {
    const mine = have.get(lab) ?? [];
    const added = newTo(mine, bring.get(lab) ?? [], sameText).map(({ id: _id, ...version }) => ({
      ...version,
      at: past(version.at),
    }));
    versions.push(...[...mine, ...added].sort((one, other) => one.at - other.at).slice(-VERSIONS_KEPT));
  }

  return {
    work: {
      drafts: [...drafts.values()],
      runs,
      results: [...results.values()],
      versions,
      answers: [...answers.values()],
    },
    effects: [...effects.values()],
  };
}
