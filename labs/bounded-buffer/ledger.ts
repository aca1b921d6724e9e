/** What a right buffer does, read off a list in which every reading that was ever offered stands with what became of it. */
import { format } from '#grading';
import { counted } from '#words';
import type { Buffer, Counts, Policy, Reading } from './types.ts';

export type Op =
  | readonly ['offer', sensor: string, value: number]
  | readonly ['request', count: number]
  | readonly ['close']
  | readonly ['look'];

export type Expected = { because: string } & (
  | { answer: unknown }
  | { throws: readonly [type: string, mention: string] }
);

type Fate = 'held' | 'refused' | 'dropped' | 'evicted' | 'delivered';

export class Ledger {
  readonly #capacity: number;
  readonly #policy: Policy;
  readonly #offered: { reading: Reading; fate: Fate }[] = [];
  #asked = 0;
  #isClosed = false;

  constructor(capacity: number, policy: Policy) {
    this.#capacity = capacity;
    this.#policy = policy;
  }

  ask(op: Op): Expected {
    switch (op[0]) {
      case 'offer':
        return this.#offer({ sensor: op[1], value: op[2] });
      case 'request':
        this.#asked += op[1];
        return { answer: this.#deliver(), because: `the processor has asked for ${this.#asked} in all` };
      case 'close':
        this.#isClosed = true;
        return { answer: undefined, because: 'it is closed' };
      case 'look':
        return { answer: this.#seen(), because: 'everything that was offered is somewhere' };
    }
  }

  /** What can be seen of a buffer: its counts, whether it has ended, and what each sensor has lost. */
  #seen(): { counts: Counts; ended: boolean; lost: Record<string, number> } {
    const count = (...fates: Fate[]) => this.#offered.filter(({ fate }) => fates.includes(fate)).length;
    const lost = new Map<string, number>();
    for (const { reading, fate } of this.#offered)
      lost.set(reading.sensor, (lost.get(reading.sensor) ?? 0) + (fate === 'dropped' || fate === 'evicted' ? 1 : 0));
    return {
      counts: {
        offered: this.#offered.length,
        accepted: count('held', 'evicted', 'delivered'),
        refused: count('refused'),
        dropped: count('dropped'),
        evicted: count('evicted'),
        delivered: count('delivered'),
        held: count('held'),
        demand: this.#demand,
      },
      ended: this.#isClosed && count('held') === 0,
      lost: Object.fromEntries([...lost].map(([sensor, losses]) => [`of ${sensor}`, losses])),
    };
  }

  /** The sensors that have offered anything. */
  get sensors(): string[] {
    return [...new Set(this.#offered.map(({ reading }) => reading.sensor))];
  }

  get #demand(): number {
    return this.#asked - this.#offered.filter(({ fate }) => fate === 'delivered').length;
  }

  get #held() {
    return this.#offered.filter(({ fate }) => fate === 'held');
  }

  #offer(reading: Reading): Expected {
    if (this.#isClosed) return { throws: ['Error', 'closed'], because: 'it is closed' };
    const entry: { reading: Reading; fate: Fate } = { reading, fate: 'held' };
    const held = this.#held;
    const full = `it holds ${counted(held.length, 'reading')}, and has room for ${this.#capacity}`;
    const isFull = this.#demand === 0 && held.length === this.#capacity;
    this.#offered.push(entry);
    if (!isFull) {
      const because = this.#demand > 0 ? 'the processor has asked for it' : full;
      return { answer: { outcome: 'accepted', delivered: this.#deliver() }, because };
    }
    if (this.#policy === 'refuse') entry.fate = 'refused';
    else if (this.#policy === 'drop-newest' || this.#capacity === 0) entry.fate = 'dropped';
    else held[0]!.fate = 'evicted';
    const outcome = entry.fate === 'held' ? 'accepted' : entry.fate;
    return { answer: { outcome, delivered: [] }, because: `${full}; the policy is ${format(this.#policy)}` };
  }

  #deliver(): Reading[] {
    const next = this.#held.slice(0, Math.max(0, this.#demand));
    for (const entry of next) entry.fate = 'delivered';
    return next.map(({ reading }) => reading);
  }
}

/** Does it to the learner’s buffer. To look is to ask for everything that can be seen. */
export function callOf(buffer: Buffer, op: Op, sensors: readonly string[]): unknown {
  switch (op[0]) {
    case 'offer':
      return buffer.offer({ sensor: op[1], value: op[2] });
    case 'request':
      return buffer.request(op[1]);
    case 'close':
      return buffer.close();
    case 'look':
      return {
        counts: buffer.counts(),
        ended: buffer.ended(),
        lost: Object.fromEntries(sensors.map((sensor) => [`of ${sensor}`, buffer.lost(sensor)])),
      };
  }
}
