/** The Node twin's child process as its parent sees it: started with what it runs, asked one thing at a time, ended. */
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { visible } from '#words';
import { readLines } from './lines.ts';
import { type ChildStart, doneOf, type LastWord, type Loaded, loadedOf, secondsOf } from './node-start.ts';

/** Heap of the suite and the runner; the guest machine has a memory of its own. */
const HEAP_MB = 256;

export type Answer =
  | { kind: 'line'; line: string }
  /** There was none in time, of which the learner's code had so many seconds. So many tests had ended. */
  | { kind: 'deadline'; learnerSeconds: number; testsDone: number }
  /** It is gone, by its own doing where it says why. */
  | { kind: 'ended'; why: LastWord | undefined; learnerSeconds: number; testsDone: number };

export interface SandboxProcess {
  readonly ended: boolean;
  /** What it says of the suite that it loads; or how it ended before it said anything. */
  readonly loaded: Promise<Loaded | { ended: LastWord | undefined }>;
  /** Puts a question, and ends the process when it is not answered in time. */
  ask(line: string, deadlineMs: number): Promise<Answer>;
  kill(): void;
}

/** Starts a process that runs `program` and is told `start`. It ends with this one, however this one ends. */
export function startProcess(program: string, start: ChildStart): SandboxProcess {
  const flags = [
    '--permission',
    // For the thread that watches; a learner's code has nothing to start one with.
    '--allow-worker',
    '--disable-warning=PERM0006',
    `--max-old-space-size=${HEAP_MB}`,
    '--disable-proto=delete',
    '--input-type=commonjs',
  ];
  const child = spawn(globalThis.process.execPath, [...flags, '--eval', program], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [stdin, stdout, stderr, lifeline] = child.stdio as unknown as [Writable, Readable, Readable, Readable];
  let errors = '';
  stderr.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-2000);
  });
  let lastWord = '';
  lifeline.on('data', (data: Buffer) => {
    lastWord += data.toString();
  });
  // A pipe to a process that has just ended may break: that it has ended is heard below.
  for (const pipe of [stdin, lifeline]) pipe.on('error', () => {});

  let onAnswer = (_answer: Answer): void => {};
  let ended = false;
  let learnerSeconds = 0;
  let testsDone = 0;
  let onLoaded = (_loaded: Loaded | { ended: LastWord | undefined }): void => {};
  const loaded = new Promise<Loaded | { ended: LastWord | undefined }>((resolve) => {
    onLoaded = resolve;
  });
  let isAtFault = false;
  // Not its exit: what it said last may come after that.
  child.once('close', () => {
    ended = true;
    const word = (['time', 'memory', 'silence'] as const).find((each) => each === lastWord);
    onLoaded({ ended: word });
    onAnswer({
      kind: 'ended',
      why: word,
      learnerSeconds,
      testsDone,
    });
  });
  readLines(stdout, (line) => {
    const [seconds, done, said] = [secondsOf(line), doneOf(line), loadedOf(line)];
    if (seconds !== undefined) learnerSeconds = seconds;
    else if (done !== undefined) testsDone = done;
    else if (said) {
      isAtFault = 'fault' in said;
      onLoaded(said);
    } else onAnswer({ kind: 'line', line });
  });
  stdin.write(`${JSON.stringify(start)}\n`);

  return {
    get ended() {
      return ended;
    },
    loaded,
    ask(line, deadlineMs) {
      [learnerSeconds, testsDone] = [0, 0];
      return new Promise((resolve) => {
        onAnswer = (answer) => {
          onAnswer = () => {};
          clearTimeout(timer);
          if (answer.kind !== 'line') child.kill('SIGKILL');
          if (answer.kind === 'ended' && errors && !isAtFault) tell(errors);
          resolve(answer);
        };
        const timer = setTimeout(() => onAnswer({ kind: 'deadline', learnerSeconds, testsDone }), deadlineMs);
        stdin.write(`${line}\n`);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** For whoever looks after the machine. The text may repeat what a learner wrote. */
function tell(errors: string): void {
  for (const line of errors.trimEnd().split('\n'))
    globalThis.process.stderr.write(`sandbox process │ ${visible(line)}\n`);
}
