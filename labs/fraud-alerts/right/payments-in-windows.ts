// Each window keeps its payments, and everything is worked out from those; a payment's last window says whether it is known.
import type { Alert, FraudAlerts, Rules, Transaction, Window, Windows } from 'headroom/fraud-alerts';

export function windowsOf(at: number, { size, slide, offset }: Windows): Window[] {
  // The remainder, from 0 up to and without `slide`, below zero too.
  const since = (((at - offset) % slide) + slide) % slide;
  const count = Math.ceil((size - since) / slide);
  return Array.from({ length: count }, (_, nth) => {
    const start = at - since - (count - 1 - nth) * slide;
    return { start, end: start + size };
  });
}

type Kept = { end: number; payments: Map<string, Map<string, number>> };

class Alerts implements FraudAlerts {
  readonly #rules: Rules;
  readonly #kept: Map<number, Kept> = new Map();
  #watermark = -Infinity;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  see({ id, account, amount, at }: Transaction): { outcome: 'counted' | 'duplicate' | 'late'; alerts: Alert[] } {
    if (!(Number.isSafeInteger(amount) && amount >= 0)) throw new RangeError(`amount: ${amount}`);
    if (!Number.isSafeInteger(at)) throw new RangeError(`at: ${at}`);
    this.#advance(at - this.#rules.lateness);
    const windows = windowsOf(at, this.#rules).filter(({ end }) => end > this.#watermark);
    if (windows.length === 0) return { outcome: 'late', alerts: [] };
    const last = this.#kept.get(windows[windows.length - 1]!.start);
    if (last?.payments.get(account)?.has(id)) return { outcome: 'duplicate', alerts: [] };
    return { outcome: 'counted', alerts: windows.flatMap((window) => this.#count(window, id, account, amount)) };
  }

  #advance(to: number): void {
    if (to <= this.#watermark) return;
    this.#watermark = to;
    this.#kept.forEach(({ end }, start) => {
      if (end <= to) this.#kept.delete(start);
    });
  }

  #count({ start, end }: Window, id: string, account: string, amount: number): Alert[] {
    const kept = this.#kept.get(start) ?? { end, payments: new Map<string, Map<string, number>>() };
    this.#kept.set(start, kept);
    const mine = kept.payments.get(account) ?? new Map<string, number>();
    kept.payments.set(account, mine);
    const sum = () => [...mine.values()].reduce((total, each) => total + each, 0);
    const before = sum();
    mine.set(id, amount);
    const alerts: Alert[] = [];
    if (before <= this.#rules.limit && before + amount > this.#rules.limit)
      alerts.push({ account, start, end, rule: 'amount' });
    if (mine.size === this.#rules.most + 1) alerts.unshift({ account, start, end, rule: 'count' });
    return alerts;
  }
}

export function createFraudAlerts(rules: Rules): FraudAlerts {
  const positive = (name: 'size' | 'slide') => {
    if (!Number.isSafeInteger(rules[name]) || rules[name] <= 0) throw new RangeError(name);
  };
  const notNegative = (name: 'lateness' | 'most' | 'limit') => {
    if (!Number.isSafeInteger(rules[name]) || rules[name] < 0) throw new RangeError(name);
  };
  positive('size');
  positive('slide');
  if (rules.slide > rules.size) throw new RangeError('slide');
  if (!Number.isSafeInteger(rules.offset)) throw new RangeError('offset');
  notNegative('lateness');
  notNegative('most');
  notNegative('limit');
  return new Alerts({ ...rules });
}
