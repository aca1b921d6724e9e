import type { Alert, FraudAlerts, Rules, Seen, Transaction, Window, Windows } from 'headroom/fraud-alerts';

/** What an account has done in one window. */
interface Sum {
  count: number;
  total: number;
}

/** An open window: what every account has done in it, and the ids of those for which it is the last. */
interface Open {
  end: number;
  sums: Map<string, Sum>;
  ids: string[];
}

export function windowsOf(at: number, { size, slide, offset }: Windows): Window[] {
  const windows: Window[] = [];
  const last = offset + Math.floor((at - offset) / slide) * slide;
  for (let start = last; start + size > at; start -= slide) windows.unshift({ start, end: start + size });
  return windows;
}

export function createFraudAlerts(rules: Rules): FraudAlerts {
  check(rules);
  const { lateness, most, limit } = rules;
  /** By start. There are never more of them than fit into a size and the lateness. */
  const open = new Map<number, Open>();
  const known = new Set<string>();
  let latest = Number.NEGATIVE_INFINITY;

  const isClosed = ({ end }: { end: number }): boolean => end <= latest - lateness;

  function close(): void {
    for (const [start, window] of open) {
      if (!isClosed(window)) continue;
      for (const id of window.ids) known.delete(id);
      open.delete(start);
    }
  }

  function openOf({ start, end }: Window): Open {
    const window = open.get(start) ?? { end, sums: new Map<string, Sum>(), ids: [] };
    open.set(start, window);
    return window;
  }

  /** What crossed a limit just now: before it was not above, now it is. */
  function add({ account, amount }: Transaction, { start, end }: Window, sums: Map<string, Sum>): Alert[] {
    const before = sums.get(account) ?? { count: 0, total: 0 };
    const after = { count: before.count + 1, total: before.total + amount };
    sums.set(account, after);
    const alerts: Alert[] = [];
    if (before.count <= most && after.count > most) alerts.push({ account, start, end, rule: 'count' });
    if (before.total <= limit && after.total > limit) alerts.push({ account, start, end, rule: 'amount' });
    return alerts;
  }

  return {
    see(transaction): Seen {
      const { id, amount, at } = transaction;
      whole('amount', amount, 0);
      whole('at', at);
      if (at > latest) {
        latest = at;
        close();
      }
      const windows = windowsOf(at, rules).filter((window) => !isClosed(window));
      const last = windows.at(-1);
      if (!last) return { outcome: 'late', alerts: [] };
      if (known.has(id)) return { outcome: 'duplicate', alerts: [] };
      known.add(id);
      openOf(last).ids.push(id);
      return {
        outcome: 'counted',
        alerts: windows.flatMap((window) => add(transaction, window, openOf(window).sums)),
      };
    },
  };
}

function whole(name: string, value: number, least = Number.MIN_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} is not right: ${value}`);
}

function check({ size, slide, offset, lateness, most, limit }: Rules): void {
  whole('size', size, 1);
  whole('slide', slide, 1);
  if (slide > size) throw new RangeError('slide leaves gaps');
  whole('offset', offset);
  whole('lateness', lateness, 0);
  whole('most', most, 0);
  whole('limit', limit, 0);
}
