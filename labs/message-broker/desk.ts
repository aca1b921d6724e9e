/** The learner's broker with the ledger beside it: whatever is done to the one is done to the other, and their answers must agree. */
import { expect, newCase } from '#grading';
import { callOf, Ledger, type Op } from './ledger.ts';
import type { Broker, BrokerOptions } from './types.ts';

export type CreateBroker = (options: BrokerOptions) => Broker;

/** Names for who looks at the end. Nobody else has them. */
const AUDITOR = 'auditor of';

export class Desk {
  now = 0;
  readonly #broker: Broker;
  readonly #ledger: Ledger;
  readonly #options: BrokerOptions;
  readonly #groups = new Map<string, readonly [topic: string, group: string]>();

  constructor(create: CreateBroker, options: BrokerOptions) {
    this.#options = options;
    this.#broker = create(options);
    this.#ledger = new Ledger(options);
  }

  /** Does one thing after the other, and compares. */
  do(...ops: readonly Op[]): this {
    for (const op of ops) this.#do(op);
    return this;
  }

  /** Looks at what is left: the dead, then all that is free now, then what comes back when every time is over. */
  look(): this {
    const groups = [...this.#groups.values()];
    const letters = groups.map(([topic, group]): Op => ['dead', topic, group]);
    this.do(...letters);
    for (const [nth, [topic, group]] of groups.entries()) {
      const auditor = `${AUDITOR} ${nth}`;
      this.do(['join', auditor, topic, group, 0]);
      this.#drain(auditor);
    }
    this.do(['wait', this.#options.timeout]);
    for (const nth of groups.keys()) this.#drain(`${AUDITOR} ${nth}`);
    return this.do(...letters);
  }

  /** What comes is acknowledged, so that it does not come again. */
  #drain(auditor: string): void {
    for (let received = this.#do(['receive', auditor]); received; received = this.#do(['receive', auditor]))
      this.#do(['ack', auditor, (received as { tag: number }).tag]);
  }

  #do(op: Op): unknown {
    if (op[0] === 'wait') {
      this.now += op[1];
      return undefined;
    }
    if (op[0] === 'join') this.#groups.set(JSON.stringify([op[2], op[3]]), [op[2], op[3]]);
    const expected = this.#ledger.ask(op, this.now);
    const call = () => callOf(this.#broker, op, this.now);
    const why = `${expected.because[0]!.toUpperCase()}${expected.because.slice(1)}.`;
    if ('throws' in expected) {
      expect(call, why).toThrow('RangeError', expected.throws);
      return undefined;
    }
    const answer = call();
    if (op[0] !== 'join' && op[0] !== 'leave') expect(answer, why).toEqual(expected.answer);
    return expected.answer;
  }
}

/** Plays a whole history on a new broker, as a case of its own, and looks at what it has left. */
export function play(create: CreateBroker, options: BrokerOptions, ops: readonly Op[]): void {
  newCase();
  new Desk(create, options).do(...ops).look();
}
