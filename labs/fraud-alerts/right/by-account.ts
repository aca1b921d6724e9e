// By account first; what closes when stands in an agenda by the end of the window.
import type { Alert, FraudAlerts, Rules, Seen, Window, Windows } from 'headroom/fraud-alerts';

export const windowsOf = (at: number, { size, slide, offset }: Windows): Window[] => {
  const first = Math.floor((at - size - offset) / slide) + 1;
  const last = Math.floor((at - offset) / slide);
  const found: Window[] = [];
  for (let turn = first; turn <= last; turn++)
    found.push({ start: offset + turn * slide, end: offset + turn * slide + size });
  return found;
};

interface Due {
  forget: (() => void)[];
}

export function createFraudAlerts({ size, slide, offset, lateness, most, limit }: Rules): FraudAlerts {
  const given: [name: string, value: number, least: number][] = [
    ['size', size, 1],
    ['slide', slide, 1],
    ['offset', offset, -Infinity],
    ['lateness', lateness, 0],
    ['most', most, 0],
    ['limit', limit, 0],
  ];
  for (const [name, value, least] of given)
    if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} must be a whole number`);
  if (slide > size) throw new RangeError('slide must not be longer than a window');

  const accounts = new Map<string, Map<number, { count: number; total: number }>>();
  const ids = new Set<string>();
  const agenda = new Map<number, Due>();
  let closedUpTo = Number.NEGATIVE_INFINITY;

  const later = (end: number, forget: () => void): void => {
    const due = agenda.get(end) ?? { forget: [] };
    agenda.set(end, due);
    due.forget.push(forget);
  };

  function see({ id, account, amount, at }: { id: string; account: string; amount: number; at: number }): Seen {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('amount must be whole cents');
    if (!Number.isSafeInteger(at)) throw new RangeError('at must be whole ms');
    if (at - lateness > closedUpTo) {
      closedUpTo = at - lateness;
      for (const [end, { forget }] of [...agenda]) {
        if (end > closedUpTo) continue;
        agenda.delete(end);
        for (const each of forget) each();
      }
    }
    const alerts: Alert[] = [];
    const windows = windowsOf(at, { size, slide, offset }).filter(({ end }) => closedUpTo < end);
    if (windows.length === 0) return { outcome: 'late', alerts };
    if (ids.has(id)) return { outcome: 'duplicate', alerts };
    ids.add(id);
    later(windows[windows.length - 1]!.end, () => ids.delete(id));
    const mine = accounts.get(account) ?? new Map<number, { count: number; total: number }>();
    accounts.set(account, mine);
    for (const { start, end } of windows) {
      let sum = mine.get(start);
      if (!sum) {
        sum = { count: 0, total: 0 };
        mine.set(start, sum);
        later(end, () => {
          mine.delete(start);
          if (mine.size === 0 && accounts.get(account) === mine) accounts.delete(account);
        });
      }
      const had = { ...sum };
      sum.count++;
      sum.total += amount;
      if (sum.count > most !== had.count > most) alerts.push({ account, start, end, rule: 'count' });
      if (sum.total > limit !== had.total > limit) alerts.push({ account, start, end, rule: 'amount' });
    }
    return { outcome: 'counted', alerts };
  }

  return { see };
}
