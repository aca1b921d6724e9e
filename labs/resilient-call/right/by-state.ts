// Each state is an object with its own answers, and a call hands over from one to the next; the breaker counts in a ring.
import type { Answer, Breaker, BreakerOptions, Call, CallRequest, Move, Policy, Reason } from 'headroom/resilient-call';

interface State {
  answered(attempt: number, answer: Answer, now: number, random: number): [State, Move];
  tick(now: number, random: number): [State, Move];
}

const nothing: Move = { do: 'nothing' };
const over: State = { answered: () => [over, nothing], tick: () => [over, nothing] };

export function createCall(policy: Policy, request: CallRequest): Call {
  const unsafe = new Set<Reason>(request.idempotent ? ['rejected'] : ['rejected', 'timeout', 'error']);

  const sending = (attempt: number, now: number): [State, Move] => {
    const latest = now + policy.timeout;
    const until = latest > request.deadline ? request.deadline : latest;
    const state: State = {
      answered(of, answer, at, random) {
        if (of !== attempt) return [state, nothing];
        if (answer.status === 'ok') return [over, { do: 'done', value: answer.value }];
        const least = answer.status === 'busy' ? (answer.retryAfter ?? 0) : 0;
        return afterwards(attempt, answer.status, at, random, least);
      },
      tick: (at, random) => (at < until ? [state, nothing] : afterwards(attempt, 'timeout', at, random, 0)),
    };
    return [state, { do: 'send', attempt, until }];
  };

  const pausing = (attempt: number, until: number): [State, Move] => {
    const state: State = {
      answered: () => [state, nothing],
      tick(at) {
        if (at < until) return [state, nothing];
        if (at >= request.deadline) return [over, { do: 'fail', because: 'deadline' }];
        return sending(attempt + 1, at);
      },
    };
    return [state, { do: 'pause', until }];
  };

  const afterwards = (attempt: number, reason: Reason, now: number, random: number, least: number): [State, Move] => {
    const longest = [policy.cap, policy.base * 2 ** (attempt - 1)].reduce((a, b) => (a < b ? a : b));
    const until = now + Math.max(least, longest * random);
    if (unsafe.has(reason) || attempt === policy.attempts || until >= request.deadline)
      return [over, { do: 'fail', because: reason }];
    return pausing(attempt, until);
  };

  let state: State = over;
  const become = ([next, move]: [State, Move]): Move => {
    state = next;
    return move;
  };
  return {
    start: (now) => become(now < request.deadline ? sending(1, now) : [over, { do: 'fail', because: 'deadline' }]),
    answered: (attempt, answer, now, random) => become(state.answered(attempt, answer, now, random)),
    tick: (now, random) => become(state.tick(now, random)),
  };
}

class CountingBreaker implements Breaker {
  readonly #options: BreakerOptions;
  #is: 'closed' | 'open' | 'half-open' = 'closed';
  #ring: number[] = [];
  #next = 0;
  #count = 0;
  #failures = 0;
  #free = 0;
  #reopens = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#begin('closed', options.calls);
  }

  #begin(is: 'closed' | 'open' | 'half-open', size: number): void {
    this.#is = is;
    this.#ring = new Array<number>(size).fill(0);
    this.#next = 0;
    this.#count = 0;
    this.#failures = 0;
    this.#free = this.#options.probes;
  }

  allows(now: number): boolean {
    if (this.#is === 'closed') return true;
    if (this.#is === 'open') {
      if (now < this.#reopens) return false;
      this.#begin('half-open', this.#options.probes);
    }
    if (this.#free <= 0) return false;
    this.#free--;
    return true;
  }

  record(outcome: 'ok' | 'failed' | 'ignored', now: number): void {
    if (this.#is === 'open') return;
    if (outcome === 'ignored') {
      this.#free++;
      return;
    }
    const failure = outcome === 'failed' ? 1 : 0;
    this.#failures += failure - this.#ring[this.#next]!;
    this.#ring[this.#next] = failure;
    this.#next = (this.#next + 1) % this.#ring.length;
    if (++this.#count < this.#ring.length) return;
    if (this.#failures * 100 >= this.#options.rate * this.#ring.length) {
      this.#begin('open', 1);
      this.#reopens = now + this.#options.openFor;
    } else if (this.#is === 'half-open') this.#begin('closed', this.#options.calls);
  }

  state(): 'closed' | 'open' | 'half-open' {
    return this.#is;
  }
}

export const createBreaker = (options: BreakerOptions): Breaker => new CountingBreaker({ ...options });
