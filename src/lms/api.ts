/**
 * The run-time API by which an LMS hears of a learner: SCORM 1.2's (`API`) and SCORM 2004's (`API_1484_11`), each found as its standard says and
 * spoken to in its own words. Everything else of a package knows neither.
 */
import type { ScormVersion } from './contents.ts';
import type { Standing } from './standing.ts';

/** An API as an LMS provides it: everything is text, and `'true'` and `'false'` are texts too. Some give booleans all the same. */
type Api = Record<string, (...values: string[]) => unknown>;

export interface Lms {
  /** The learner's id, as the LMS names them. */
  learner: string;
  /** What was kept the last time. */
  kept: string;
  /** Gives a sentence where the LMS does not take it. */
  report(standing: Standing): string | undefined;
  end(): void;
}

/** What each of the standards calls things. */
interface Words {
  object: string;
  initialise: string;
  get: string;
  set: string;
  commit: string;
  terminate: string;
  lastError: string;
  errorText: string;
  learner: string;
  exit: string;
  time: string;
}

const WORDS: Record<ScormVersion, Words> = {
  '1.2': {
    object: 'API',
    initialise: 'LMSInitialize',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    terminate: 'LMSFinish',
    lastError: 'LMSGetLastError',
    errorText: 'LMSGetErrorString',
    learner: 'cmi.core.student_id',
    exit: 'cmi.core.exit',
    time: 'cmi.core.session_time',
  },
  '2004': {
    object: 'API_1484_11',
    initialise: 'Initialize',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    terminate: 'Terminate',
    lastError: 'GetLastError',
    errorText: 'GetErrorString',
    learner: 'cmi.learner_id',
    exit: 'cmi.exit',
    time: 'cmi.session_time',
  },
};

/** Windows that are looked through: more stand around nothing. */
const MOST_WINDOWS = 50;

/** A window as it is searched. */
interface Holder {
  parent: unknown;
  opener?: unknown;
}

function apiAbove(start: unknown, name: string): Api | undefined {
  let window = start as Holder & Record<string, unknown>;
  for (let count = 0; window && count < MOST_WINDOWS; count++) {
    if (window[name]) return window[name] as Api;
    if (window.parent === window) return undefined;
    window = window.parent as typeof window;
  }
  return undefined;
}

/** The LMS's API: in the windows around this one, then around the one that opened it. A stranger's window is none to look into. */
export function findApi(window: Holder, version: ScormVersion): Api | undefined {
  const { object } = WORDS[version];
  for (const start of [() => (window.parent === window ? undefined : window.parent), () => window.opener]) {
    try {
      const api = apiAbove(start(), object);
      if (api) return api;
    } catch {
      // That window is of another origin.
    }
  }
  return undefined;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Seconds as each standard writes a time: `0001:02:03` and `PT1H2M3S`. */
export function timeText(version: ScormVersion, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return version === '1.2'
    ? `${String(Math.min(hours, 9999)).padStart(4, '0')}:${two(minutes)}:${two(rest)}`
    : `PT${hours}H${minutes}M${rest}S`;
}

const shortOf = (number: number): string => String(Math.round(number * 10_000) / 10_000);

/** What is set, in its order. */
function valuesOf(
  version: ScormVersion,
  { earned, marks, done, of, kept }: Standing,
  status: string,
): [string, string][] {
  const share = marks > 0 ? earned / marks : 0;
  const isDone = of > 0 && done === of;
  if (version === '1.2') {
    const isSettled = ['completed', 'passed', 'failed'].includes(status);
    return [
      // Here a score is between 0 and 100 whatever it is made of.
      ...(marks > 0
        ? ([
            ['cmi.core.score.min', '0'],
            ['cmi.core.score.max', '100'],
            ['cmi.core.score.raw', shortOf(share * 100)],
          ] as [string, string][])
        : []),
      ...(isSettled ? [] : ([['cmi.core.lesson_status', isDone ? 'completed' : 'incomplete']] as [string, string][])),
      ['cmi.suspend_data', kept],
    ];
  }
  return [
    ...(marks > 0
      ? ([
          ['cmi.score.min', '0'],
          ['cmi.score.max', shortOf(marks)],
          ['cmi.score.raw', shortOf(earned)],
          ['cmi.score.scaled', shortOf(share)],
        ] as [string, string][])
      : []),
    ['cmi.progress_measure', shortOf(of > 0 ? done / of : 0)],
    ...(status === 'completed'
      ? []
      : ([['cmi.completion_status', isDone ? 'completed' : 'incomplete']] as [string, string][])),
    ['cmi.suspend_data', kept],
  ];
}

/** Begins. Throws an Error with a sentence when the LMS does not. `now` gives milliseconds. */
export function begin(api: Api, version: ScormVersion, now: () => number = () => performance.now()): Lms {
  const words = WORDS[version];
  const call = (name: string, ...values: string[]): string => String(api[name]!(...values));
  const why = (): string => {
    const code = call(words.lastError);
    return `error ${code}: ${call(words.errorText, code)}`;
  };
  const began = now();
  if (call(words.initialise, '') !== 'true') throw new Error(`The LMS did not begin (${why()}).`);
  const status = (): string => call(words.get, version === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status');
  return {
    learner: call(words.get, words.learner),
    kept: call(words.get, 'cmi.suspend_data'),
    report(standing) {
      for (const [element, value] of valuesOf(version, standing, status())) {
        if (call(words.set, element, value) !== 'true') return `The LMS did not take ${element} (${why()}).`;
      }
      return call(words.commit, '') === 'true' ? undefined : `The LMS did not keep what it was told (${why()}).`;
    },
    end() {
      call(words.set, words.time, timeText(version, (now() - began) / 1000));
      // So that what was kept is there the next time.
      call(words.set, words.exit, 'suspend');
      call(words.commit, '');
      call(words.terminate, '');
    },
  };
}
