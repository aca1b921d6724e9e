// One record of the call, and one switch over what has happened; the breaker keeps its outcomes as a text.
import type { Answer, Breaker, BreakerOptions, Call, CallRequest, Move, Policy } from 'headroom/resilient-call';

type Happening = { kind: 'start' } | { kind: 'answer'; of: number; answer: Answer } | { kind: 'tick' };

export const createCall = (policy: Policy, { idempotent, deadline }: CallRequest): Call => {
  const call = { sent: 0, waits: null as null | 'answer' | 'pause', until: 0 };

  const step = (happening: Happening, now: number, random: number): Move => {
    switch (happening.kind) {
      case 'start':
        return next(now);
      case 'answer': {
        if (call.waits !== 'answer' || happening.of !== call.sent) return { do: 'nothing' };
        const { answer } = happening;
        if (answer.status === 'ok') {
          call.waits = null;
          return { do: 'done', value: answer.value };
        }
        const { retryAfter = 0 } = answer.status === 'busy' ? answer : {};
        const harmless =
          answer.status === 'unreachable' || answer.status === 'busy' || (answer.status === 'error' && idempotent);
        return again(answer.status, harmless, now, random, retryAfter);
      }
      case 'tick':
        if (call.waits === null || call.until > now) return { do: 'nothing' };
        return call.waits === 'pause' ? next(now) : again('timeout', idempotent, now, random, 0);
    }
  };

  const next = (now: number): Move => {
    call.waits = null;
    if (now >= deadline) return { do: 'fail', because: 'deadline' };
    Object.assign(call, { sent: call.sent + 1, waits: 'answer', until: Math.min(deadline, policy.timeout + now) });
    return { do: 'send', attempt: call.sent, until: call.until };
  };

  const again = (
    because: 'timeout' | 'unreachable' | 'busy' | 'error' | 'rejected',
    harmless: boolean,
    now: number,
    random: number,
    retryAfter: number,
  ): Move => {
    call.waits = null;
    let longest = policy.base;
    for (let n = 1; n < call.sent; n++) longest = Math.min(policy.cap, longest + longest);
    const until = now + Math.max(retryAfter, random * Math.min(policy.cap, longest));
    if (!harmless || call.sent >= policy.attempts || !(until < deadline)) return { do: 'fail', because };
    Object.assign(call, { waits: 'pause', until });
    return { do: 'pause', until };
  };

  return {
    start: (now) => step({ kind: 'start' }, now, 0),
    answered: (of, answer, now, random) => step({ kind: 'answer', of, answer }, now, random),
    tick: (now, random) => step({ kind: 'tick' }, now, random),
  };
};

export const createBreaker = ({ calls, rate, openFor, probes }: BreakerOptions): Breaker => {
  let is: 'closed' | 'open' | 'half-open' = 'closed';
  let told = '';
  let out = 0;
  let since = 0;
  const turn = (to: typeof is, now: number): void => {
    is = to;
    told = '';
    out = 0;
    since = now;
  };
  return {
    state: () => is,
    allows(now) {
      if (is === 'open' && now - since >= openFor) turn('half-open', now);
      if (is === 'half-open') return out < probes && ++out > 0;
      return is === 'closed';
    },
    record(outcome, now) {
      if (is === 'open') return;
      if (outcome === 'ignored') {
        out--;
        return;
      }
      const most = is === 'closed' ? calls : probes;
      told = `${told}${outcome === 'failed' ? 'F' : '.'}`.slice(-most);
      if (told.length < most) return;
      const failed = told.split('F').length - 1;
      if (failed / most >= rate / 100 - Number.EPSILON) turn('open', now);
      else if (is === 'half-open') turn('closed', now);
    },
  };
};
