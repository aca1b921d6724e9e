/** Checks the course, or some labs and lessons of it: its files at once, then what runs, with all cores. */
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { checkCourse, LAB_FILES } from '../course/check-course.ts';
import { type Finding, inOrder } from '../course/finding.ts';
import { type Course, readCourse } from '../course/read.ts';
import { runLesson, runScene } from '../course/run-modules.ts';
import { isAddress } from '../course/schemas.ts';
import { type Kept, openKept } from '../kept/kept.ts';
import { ROOT } from '../sandbox/bundle.ts';
import { checkLabsQuickly, checkWholeLab, type WholeLab } from './check-whole-lab.ts';

export interface Scope {
  course: Course;
  isWhole: boolean;
  labs: string[];
  /** Lessons by the names in their addresses. */
  lessons: string[];
  /** What was asked for and is not there. */
  unknown: string[];
  knownLabs: string[];
  knownLessons: string[];
}

/** Labs and lessons may be named by their ids, by the names of their files, and by paths; lessons by their numbers as well. */
export async function scopeOf(asked: readonly string[]): Promise<Scope> {
  const course = await readCourse(ROOT);
  const knownLabs = course.labs.map(({ id }) => id);
  const knownLessons = course.lessons.map(({ slug }) => slug);
  const named = asked.map((each) => {
    const name = basename(each).replace(/\.(mdx|tries\.ts)$/, '');
    const inside = /(?:^|\/)labs\/([^/]+)/.exec(each)?.[1];
    const lab = knownLabs.find((id) => id === (inside ?? name));
    const lesson = course.lessons.find(
      ({ slug, fields }) =>
        slug === name || slug === name.replace(/^\d+-/, '') || String(fields.value?.number) === name,
    );
    return { each, lab, lesson: lesson?.slug };
  });
  const isWhole = asked.length === 0;
  return {
    course,
    isWhole,
    labs: isWhole ? knownLabs : named.flatMap(({ lab }) => lab ?? []),
    lessons: isWhole ? knownLessons : named.flatMap(({ lesson }) => lesson ?? []),
    unknown: named.flatMap(({ each, lab, lesson }) => (lab === undefined && lesson === undefined ? [each] : [])),
    knownLabs,
    knownLessons,
  };
}

export interface Checked {
  findings: Finding[];
  labs: WholeLab[];
  lessons: number;
}

interface How {
  seeds: number;
  /** What is known from before does not count. */
  isFresh: boolean;
  /** `files` only reads; `quick` runs what a build must not be without; `whole` everything. */
  depth: 'files' | 'quick' | 'whole';
  onLab(lab: WholeLab): void;
  onProgress(done: number, total: number): void;
}

export async function checkAll(scope: Scope, { seeds, isFresh, depth, onLab, onProgress }: How): Promise<Checked> {
  const { course } = scope;
  const lessons = course.lessons.filter(({ slug }) => scope.lessons.includes(slug));
  const isAsked = ({ file }: Finding): boolean =>
    scope.isWhole ||
    scope.labs.some((id) => file === `labs/${id}` || file.startsWith(`labs/${id}/`)) ||
    lessons.some((lesson) => file.startsWith(lesson.file.replace(/mdx$/, '')));
  const findings = checkCourse(course).filter(isAsked);
  if (depth === 'files') return { findings, labs: [], lessons: lessons.length };

  const known = openKept(join(ROOT, '.cache', 'check'));
  const recalled: Kept = isFresh ? { ...known, recall: () => undefined } : known;
  const labs: WholeLab[] = [];
  // A lab that lacks a file, or is not where one can be, has been told of.
  const whole = course.labs.filter(
    ({ id, files }) => scope.labs.includes(id) && isAddress(id) && LAB_FILES.every((file) => files.includes(file)),
  );
  if (depth === 'quick') {
    labs.push(
      ...(await checkLabsQuickly(
        whole.map(({ id }) => id),
        recalled,
      )),
    );
    findings.push(...labs.flatMap((lab) => lab.findings));
    return { findings: inOrder(findings), labs, lessons: lessons.length };
  }
  const queue: (() => Promise<void>)[] = [
    ...whole.map(({ id }) => async () => {
      const lab = await checkWholeLab(id, seeds, recalled);
      // What its manifest throws was told when it was read.
      const own = findings.filter(({ file }) => file.startsWith(`labs/${id}/`));
      const more = lab.findings.filter(
        (each) => !own.some(({ file, problem }) => file === each.file && problem === each.problem),
      );
      findings.push(...more);
      const whole = { ...lab, findings: [...own, ...more] };
      labs.push(whole);
      onLab(whole);
    }),
    ...lessons.map((lesson) => async () => {
      // A lesson that names what is not there cannot be run, and would only say so again.
      if (findings.some(({ file }) => file === lesson.file)) return;
      findings.push(...(await runLesson(ROOT, lesson, recalled)));
    }),
    ...(scope.isWhole ? course.scenes : []).map((name) => async () => {
      findings.push(...(await runScene(ROOT, `content/scenes/${name}.ts`, recalled)));
    }),
  ];
  const total = queue.length;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await next();
      onProgress(++done, total);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return { findings: inOrder(findings), labs, lessons: lessons.length };
}
