/**
 * What right alerts are: a journal that keeps everything that came, in order, and works each answer out anew. It is slow, plain, and nothing like
 * the code that learners write.
 */
import { format } from '#grading';
import { counted } from '#words';
import type { Alert, Rules, Seen, Transaction, Window, Windows } from './types.ts';

/** Every window that holds a time, found by trying all starts around it. */
export function windowsAround(at: number, { size, slide, offset }: Windows): Window[] {
  // A start that is surely not after the time, whichever side of the offset that lies on.
  const turns = Math.trunc((at - offset) / slide);
  const windows: Window[] = [];
  const around = Math.ceil(size / slide) + 2;
  for (let turn = turns - around; turn <= turns + 1; turn++) {
    const start = offset + turn * slide;
    if (start <= at && at < start + size) windows.push({ start, end: start + size });
  }
  return windows;
}

interface Entry {
  transaction: Transaction;
  /** The starts of the windows in which it counts. */
  counts: number[];
}

export class Journal {
  readonly #rules: Rules;
  readonly #entries: Entry[] = [];
  #latest = Number.NEGATIVE_INFINITY;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  see(transaction: Transaction): Seen & { because: string } {
    const { id, account, at } = transaction;
    const { lateness, most, limit } = this.#rules;
    this.#latest = Math.max(this.#latest, at);
    const closed = this.#latest - lateness;
    const windows = windowsAround(at, this.#rules);
    const openOnes = windows.filter(({ end }) => end > closed);
    const times = `the latest event was at ${this.#latest}, so windows that end at ${closed} or before are closed`;
    if (openOnes.length === 0)
      return {
        outcome: 'late',
        alerts: [],
        because: `${times}: ${counted(windows.length, 'window')} of ${at}, none open`,
      };
    if (this.#entries.some((entry) => entry.transaction.id === id))
      return { outcome: 'duplicate', alerts: [], because: `${format(id)} has been counted before` };
    this.#entries.push({ transaction, counts: openOnes.map(({ start }) => start) });
    const alerts: Alert[] = [];
    const notes: string[] = [];
    for (const { start, end } of openOnes) {
      const inside = this.#entries.filter(
        (entry) => entry.transaction.account === account && entry.counts.includes(start),
      );
      const total = inside.reduce((sum, entry) => sum + entry.transaction.amount, 0);
      const before = total - transaction.amount;
      if (inside.length === most + 1) alerts.push({ account, start, end, rule: 'count' });
      if (before <= limit && total > limit) alerts.push({ account, start, end, rule: 'amount' });
      notes.push(`[${start}, ${end}): ${counted(inside.length, 'payment')}, ${total} cents`);
    }
    const skipped = windows.length - openOnes.length;
    const note = skipped > 0 ? `; ${counted(skipped, 'window')} of it are closed` : '';
    return {
      outcome: 'counted',
      alerts,
      because: `with it ${format(account)} has ${notes.join('; ')}${note}. More than ${counted(most, 'payment')} or ${limit} cents is told of, once`,
    };
  }
}

/** What has to be told of transactions of which none is too late, in whatever order and however often they come. */
export function alertsIn(transactions: readonly Transaction[], { most, limit, ...windows }: Rules): Alert[] {
  const once = [...new Map(transactions.map((each) => [each.id, each])).values()];
  const alerts: Alert[] = [];
  for (const account of new Set(once.map((each) => each.account))) {
    const mine = once.filter((each) => each.account === account);
    const found = new Map(mine.flatMap(({ at }) => windowsAround(at, windows)).map((window) => [window.start, window]));
    for (const { start, end } of found.values()) {
      const inside = mine.filter(({ at }) => start <= at && at < end);
      if (inside.length > most) alerts.push({ account, start, end, rule: 'count' });
      if (inside.reduce((sum, { amount }) => sum + amount, 0) > limit)
        alerts.push({ account, start, end, rule: 'amount' });
    }
  }
  return alerts;
}
