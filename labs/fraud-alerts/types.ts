/** Payments, the windows of time that they fall into, and what is told of those windows. All times are whole milliseconds. */

/** Windows of `size` ms, of which one begins every `slide` ms: at `offset`, and so much before and after it. */
export interface Windows {
  size: number;
  slide: number;
  offset: number;
}

/** From `start` up to, and without, `end`. */
export interface Window {
  start: number;
  end: number;
}

export interface Rules extends Windows {
  /** How far an event may lie behind the latest one, in ms. */
  lateness: number;
  /** An account with more payments than this in one window is told of. */
  most: number;
  /** An account that spends more than this in one window, in cents, is told of. */
  limit: number;
}

export interface Transaction {
  id: string;
  account: string;
  /** In cents. */
  amount: number;
  /** When it was paid. */
  at: number;
}

export interface Alert {
  account: string;
  start: number;
  end: number;
  rule: 'count' | 'amount';
}

export interface Seen {
  outcome: 'counted' | 'duplicate' | 'late';
  /** What is told because of this transaction, and was not told before. */
  alerts: Alert[];
}

export interface FraudAlerts {
  see(transaction: Transaction): Seen;
}
