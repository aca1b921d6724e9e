/**
 * What has been graded, written down row by row: whoever is killed goes on where they were. A row counts when its line is whole. It is
 * known by whose it is, what was graded, the seed and the version of the suite, so that nothing that has changed is taken for done.
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import type { Row } from './row.ts';

export interface Journal {
  /** The row that was written under a key. */
  done(key: string): Row | undefined;
  write(key: string, row: Row): void;
  /** Ends it; takes it away when what it is for is written. */
  close(isDone: boolean): void;
}

export function openJournal(file: string): Journal {
  const rows = new Map<string, Row>();
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n').slice(0, -1)) {
      const { key, row } = JSON.parse(line) as { key: string; row: Row };
      rows.set(key, row);
    }
    // Half a line would spoil the next.
    if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  }
  const handle = openSync(file, 'a');
  return {
    done: (key) => rows.get(key),
    write: (key, row) => {
      writeSync(handle, `${JSON.stringify({ key, row })}\n`);
    },
    close(isDone) {
      closeSync(handle);
      if (isDone) rmSync(file, { force: true });
    },
  };
}
