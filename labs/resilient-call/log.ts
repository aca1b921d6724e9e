/**
 * What a right call does: worked out anew from the log of all that has happened to it, without a state of its own. And what a right breaker
 * says, from the log of its outcomes.
 */
import { format } from '#grading';
import { counted } from '#words';
import type { Answer, BreakerOptions, BreakerState, CallRequest, Move, Policy, Reason } from './types.ts';

/** Something that happens to a call. */
export type Happening =
  | { kind: 'start'; now: number }
  | { kind: 'answered'; attempt: number; answer: Answer; now: number; random: number }
  | { kind: 'tick'; now: number; random: number };

export type Expected = { move: Move; because: string };

/** Which endings leave it open whether anything was done. */
const UNKNOWN: readonly Reason[] = ['timeout', 'error'];
const NOT_DONE: readonly Reason[] = ['unreachable', 'busy'];

export class CallLog {
  readonly #policy: Policy;
  readonly #request: CallRequest;
  readonly #moves: Move[] = [];

  constructor(policy: Policy, request: CallRequest) {
    this.#policy = policy;
    this.#request = request;
  }

  see(happening: Happening): Expected {
    const expected = this.#expected(happening);
    this.#moves.push(expected.move);
    return expected;
  }

  #expected(happening: Happening): Expected {
    const { now } = happening;
    const { deadline } = this.#request;
    if (happening.kind === 'start')
      return now >= deadline
        ? { move: { do: 'fail', because: 'deadline' }, because: `the deadline, ${deadline}, is over at ${now}` }
        : this.#send(now, 'the call begins');
    const last = this.#moves.findLast((move) => move.do !== 'nothing');
    if (!last || last.do === 'done' || last.do === 'fail') return nothing('the call is over');
    if (happening.kind === 'answered') {
      const { attempt, answer, random } = happening;
      if (last.do === 'pause') return nothing(`no attempt is on its way: attempt ${attempt} has ended`);
      if (last.attempt !== attempt)
        return nothing(`attempt ${attempt} was given up; now it is attempt ${last.attempt}`);
      if (answer.status === 'ok') return { move: { do: 'done', value: answer.value }, because: 'the answer has come' };
      return this.#failed(answer.status, now, random, answer.status === 'busy' ? (answer.retryAfter ?? 0) : 0);
    }
    if (now < last.until) return nothing(`it is ${now}, and ${last.until} has not come`);
    if (last.do === 'send') return this.#failed('timeout', now, happening.random, 0);
    if (now >= deadline)
      return { move: { do: 'fail', because: 'deadline' }, because: `the deadline, ${deadline}, is over at ${now}` };
    return this.#send(now, 'the pause is over');
  }

  get #sent(): number {
    return this.#moves.filter((move) => move.do === 'send').length;
  }

  #send(now: number, because: string): Expected {
    const { timeout } = this.#policy;
    const { deadline } = this.#request;
    const until = now + timeout < deadline ? now + timeout : deadline;
    return {
      move: { do: 'send', attempt: this.#sent + 1, until },
      because: `${because}; an attempt may take ${timeout}, and ends at the deadline, ${deadline}, at the latest`,
    };
  }

  #failed(reason: Reason, now: number, random: number, retryAfter: number): Expected {
    const fail = (because: string): Expected => ({ move: { do: 'fail', because: reason }, because });
    const { attempts, base, cap } = this.#policy;
    const { idempotent, deadline } = this.#request;
    if (reason === 'rejected') return fail('what was rejected will be rejected again');
    if (UNKNOWN.includes(reason) && !idempotent)
      return fail(`after ${format(reason)} nobody knows whether it was done, and it must not be done twice`);
    if (!UNKNOWN.includes(reason) && !NOT_DONE.includes(reason)) throw new Error(`There is no ending ${reason}.`);
    if (this.#sent >= attempts)
      return fail(`${counted(attempts, 'attempt')} were allowed`.replace('1 attempt were', '1 attempt was'));
    let longest = base;
    for (let retry = 1; retry < this.#sent && longest < cap; retry++) longest *= 2;
    longest = Math.min(longest, cap);
    const pause = Math.max(longest * random, retryAfter);
    const told = `retry ${this.#sent} comes after at most ${longest}, times ${random}${retryAfter > 0 ? `, and not before the ${retryAfter} that the service asks for` : ''}`;
    if (now + pause >= deadline) return fail(`${told}: that is at ${now + pause}, and the deadline is ${deadline}`);
    return { move: { do: 'pause', until: now + pause }, because: told };
  }
}

const nothing = (because: string): Expected => ({ move: { do: 'nothing' }, because });

export type Outcome = 'ok' | 'failed' | 'ignored';

/** The state of a breaker, read off what has happened since it last changed. */
export class BreakerLog {
  state: BreakerState = 'closed';
  #since: { outcomes: Outcome[]; allowed: number; from: number } = { outcomes: [], allowed: 0, from: 0 };
  readonly #options: BreakerOptions;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  /** Probes that were let through and have not ended. */
  get outside(): number {
    return this.#since.allowed - this.#since.outcomes.length;
  }

  allows(now: number): boolean {
    const { openFor, probes } = this.#options;
    if (this.state === 'open' && now - this.#since.from >= openFor) this.#become('half-open', now);
    if (this.state === 'closed') return true;
    if (this.state === 'open') return false;
    // Those that were ignored have given their places back.
    const ignored = this.#since.outcomes.filter((outcome) => outcome === 'ignored').length;
    const isLet = this.#since.allowed - ignored < probes;
    if (isLet) this.#since.allowed++;
    return isLet;
  }

  record(outcome: Outcome, now: number): void {
    if (this.state === 'open') return;
    this.#since.outcomes.push(outcome);
    const { calls, probes, rate } = this.#options;
    const enough = this.state === 'closed' ? calls : probes;
    const told = this.#since.outcomes.filter((each) => each !== 'ignored');
    if (outcome === 'ignored' || told.length < enough) return;
    const last = told.slice(-enough);
    const failures = last.filter((each) => each === 'failed').length;
    if ((100 * failures) / enough >= rate) this.#become('open', now);
    else if (this.state === 'half-open') this.#become('closed', now);
  }

  #become(state: BreakerState, from: number): void {
    this.state = state;
    this.#since = { outcomes: [], allowed: 0, from };
  }
}
