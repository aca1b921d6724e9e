/** Grades a class: every submission gets a row, whatever is in it; what was done before a kill is not done again, and nothing is lost. */
import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { SuiteFault } from '../../sandbox/node-twin.ts';
import { loadLab, readLabFile } from '../labs.ts';
import { progress } from '../terminal.ts';
import { gradeLab, type Task } from './grade-lab.ts';
import { openJournal } from './journal.ts';
import { type GIVEN, markSame, type Row } from './row.ts';
import { programOf } from './same-program.ts';
import type { Submission } from './submissions.ts';

export interface ClassOptions {
  /** Where rows are kept while the class is graded. */
  journal: string;
  /** Seeds for every submission of a lab; that of each text where there are none. */
  seedsOf(lab: string): readonly number[];
  /** This part of so many. */
  shard: { index: number; of: number };
}

export interface Graded {
  rows: Row[];
  /** Labs whose suite is at fault, and why. */
  faults: Map<string, string>;
  /** Ends the journal: what it is for is written. */
  finish(): void;
}

export async function gradeClass(
  submissions: readonly Submission[],
  { journal: file, seedsOf, shard }: ClassOptions,
): Promise<Graded> {
  const all = submissions.flatMap((submission) => {
    const seeds = seedsOf(submission.lab);
    return (seeds.length > 0 ? seeds : [undefined]).map((seed) => ({ submission, seed }));
  });
  const tasks: Task[] = all
    .map((task, index) => ({ ...task, number: `${index + 1}/${all.length}` }))
    .filter((_, index) => index % shard.of === shard.index - 1);
  const journal = openJournal(file);
  const rows: Row[] = [];
  const faults = new Map<string, string>();
  const began = performance.now();
  let now = 0;
  const keep = (row: Row): void => {
    rows.push(row);
    progress(bar(rows.length, tasks.length, now, performance.now() - began));
  };
  for (const [lab, own] of Map.groupBy(tasks, ({ submission }) => submission.lab)) {
    if (lab === '') {
      for (const task of own) keep(unknownRow(task));
      continue;
    }
    try {
      await gradeLab(lab, own, availableParallelism(), {
        done(task, suite, text) {
          const row = journal.done(keyOf(task, suite, text));
          // Others may have come or gone: its place is that of today.
          if (row) keep({ ...row, number: task.number });
          return row;
        },
        row(task, row, text) {
          journal.write(keyOf(task, row.suite, text), row);
          now++;
          keep(row);
        },
      });
    } catch (error) {
      if (!(error instanceof SuiteFault)) throw error;
      faults.set(lab, error.message);
      for (const task of own)
        keep({ ...unknownRow(task), lab, note: error.message, marks: (await loadLab(lab)).marks });
    }
  }
  progress('');
  const labs = [...new Set(rows.flatMap(({ lab }) => (lab === '' ? [] : [lab])))];
  const given = await Promise.all(
    labs.map(async (lab) => {
      const [starter, solution] = await Promise.all(
        ['starter.ts', 'solution.ts'].map((name) => readLabFile(lab, name)),
      );
      return [
        lab,
        { starter: programOf(starter!), solution: programOf(solution!) } satisfies Record<keyof typeof GIVEN, string>,
      ] as const;
    }),
  );
  markSame(rows, new Map(given));
  return { rows, faults, finish: () => journal.close(true) };
}

/** Written whole or not at all. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

function keyOf({ submission, seed }: Task, suite: string, text: string): string {
  const { who, lab, file, claimed } = submission;
  return createHash('sha256')
    .update(JSON.stringify([who, lab, file, claimed, seed, suite, text]))
    .digest('base64url');
}

function unknownRow({ number, submission, seed = 0 }: Task): Row {
  const { who, lab, file, claimed, refused = '' } = submission;
  return {
    number,
    who,
    lab,
    file,
    claimed,
    seed,
    status: 'not graded',
    earned: undefined,
    marks: 0,
    passed: 0,
    tests: 0,
    suite: '',
    ms: 0,
    differs: false,
    same: '',
    program: '',
    note: refused,
    details: [],
  };
}

const CELLS = 24;

/** `[██████      ] 120 of 500 · 1,020 a minute · 0:22 left`. */
function bar(done: number, total: number, now: number, ms: number): string {
  const full = Math.round((done / total) * CELLS);
  const perMinute = (now / Math.max(ms, 1)) * 60_000;
  const left = now === 0 ? 0 : Math.round(((total - done) / perMinute) * 60);
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`;
  return `[${'█'.repeat(full)}${' '.repeat(CELLS - full)}] ${done} of ${total} · ${Math.round(perMinute)} a minute · ${time}`;
}
