/**
 * Leaves when the npm that runs this command is gone. Killed by SIGKILL, npm cannot pass that on: what it runs would go on for
 * nobody, with all that it grades. Where npm is not seen, as when node runs the command itself, nothing is done.
 */
import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/** A process's name and its parent, on Linux; nothing elsewhere, or when there is no such process. */
function look(pid: number): { name: string; parent: number } | undefined {
  try {
    const [, name = '', parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** What this process descends from, up to npm: npm itself, or the shell that npm starts and npm. */
function upToNpm(): number[] {
  const isNpm = (pid: number): boolean => look(pid)?.name.startsWith('npm') === true;
  const above = process.ppid;
  if (isNpm(above)) return [above];
  const further = look(above)?.parent ?? 0;
  return isNpm(further) ? [above, further] : [];
}

const ancestors = upToNpm();
if (ancestors.length > 0) {
  setInterval(() => {
    const now = [process.ppid, look(process.ppid)?.parent];
    if (ancestors.some((pid, index) => pid !== now[index])) process.exit(1);
  }, EVERY_MS).unref();
}
