import type {
  Answer,
  Breaker,
  BreakerOptions,
  BreakerState,
  Call,
  CallRequest,
  Move,
  Policy,
  Reason,
} from 'headroom/resilient-call';

const NOTHING: Move = { do: 'nothing' };

/** Whether another attempt can do harm. What never got there, or was turned away at the door, has done nothing. */
function mayRetry(reason: Reason, idempotent: boolean): boolean {
  if (reason === 'unreachable' || reason === 'busy') return true;
  return idempotent && (reason === 'timeout' || reason === 'error');
}

export function createCall({ timeout, attempts, base, cap }: Policy, { idempotent, deadline }: CallRequest): Call {
  let attempt = 0;
  let until = 0;
  let state: 'sent' | 'pausing' | 'over' = 'over';

  function send(now: number): Move {
    state = 'sent';
    until = Math.min(now + timeout, deadline);
    return { do: 'send', attempt: ++attempt, until };
  }

  function fail(because: Reason): Move {
    state = 'over';
    return { do: 'fail', because };
  }

  function failed(reason: Reason, now: number, random: number, retryAfter = 0): Move {
    if (attempt >= attempts || !mayRetry(reason, idempotent)) return fail(reason);
    const longest = Math.min(cap, base * 2 ** (attempt - 1));
    until = now + Math.max(random * longest, retryAfter);
    // A pause that ends when nobody waits any more is time for nothing.
    if (until >= deadline) return fail(reason);
    state = 'pausing';
    return { do: 'pause', until };
  }

  return {
    start(now): Move {
      return now >= deadline ? fail('deadline') : send(now);
    },

    answered(of: number, answer: Answer, now, random): Move {
      if (state !== 'sent' || of !== attempt) return NOTHING;
      if (answer.status === 'ok') {
        state = 'over';
        return { do: 'done', value: answer.value };
      }
      return failed(answer.status, now, random, answer.status === 'busy' ? answer.retryAfter : 0);
    },

    tick(now, random): Move {
      if (state === 'over' || now < until) return NOTHING;
      if (state === 'sent') return failed('timeout', now, random);
      return now >= deadline ? fail('deadline') : send(now);
    },
  };
}

export function createBreaker({ calls, rate, openFor, probes }: BreakerOptions): Breaker {
  let state: BreakerState = 'closed';
  /** The last outcomes, true for failures. */
  let outcomes: boolean[] = [];
  let opened = 0;
  let allowed = 0;

  function become(next: BreakerState): void {
    state = next;
    outcomes = [];
    allowed = 0;
  }

  function isTooBad(): boolean {
    return 100 * outcomes.filter((isFailure) => isFailure).length >= rate * outcomes.length;
  }

  return {
    allows(now): boolean {
      if (state === 'open' && now >= opened + openFor) become('half-open');
      if (state !== 'half-open') return state === 'closed';
      if (allowed === probes) return false;
      allowed++;
      return true;
    },

    record(outcome, now): void {
      if (state === 'open') return;
      if (outcome === 'ignored') {
        // Its place is free for another that tells more.
        if (state === 'half-open') allowed--;
        return;
      }
      outcomes.push(outcome === 'failed');
      if (state === 'closed' && outcomes.length > calls) outcomes.shift();
      if (outcomes.length < (state === 'closed' ? calls : probes)) return;
      if (isTooBad()) {
        become('open');
        opened = now;
      } else if (state === 'half-open') become('closed');
    },

    state: () => state,
  };
}
