/** What runs on this computer, as tests look at it that want nothing to be left behind. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Running {
  pid: number;
  parent: number;
  /** Seconds of processor time. */
  seconds: number;
  /** Whether it runs a learner's code. */
  isSandbox: boolean;
}

/** All processes that run; those that have ended and that nobody has asked about yet are not among them. */
function processes(): Running[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,cputimes=,stat=,args=', '-ww'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid, parent, seconds, , ...args]) => ({
      pid: Number(pid),
      parent: Number(parent),
      seconds: Number(seconds),
      isSandbox: args.includes('--permission'),
    }));
}

/** Children, theirs, and so on. */
export function descendantsOf(pid: number): Running[] {
  const all = processes();
  const below = (parent: number): Running[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(pid);
}

export const isRunning = (pid: number): boolean => processes().some((each) => each.pid === pid);

/** The most memory that a process has held at once, in MB; nothing where the system does not say. */
export function peakMb(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
