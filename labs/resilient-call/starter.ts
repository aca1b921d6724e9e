import type { Answer, Breaker, BreakerOptions, Call, CallRequest, Move, Policy } from 'headroom/resilient-call';

export function createCall(policy: Policy, request: CallRequest): Call {
  // Your code goes here.
  return {
    start: (now: number): Move => ({ do: 'nothing' }),
    answered: (attempt: number, answer: Answer, now: number, random: number): Move => ({ do: 'nothing' }),
    tick: (now: number, random: number): Move => ({ do: 'nothing' }),
  };
}

export function createBreaker(options: BreakerOptions): Breaker {
  return {
    allows: (now: number): boolean => true,
    record: (outcome: 'ok' | 'failed' | 'ignored', now: number): void => {},
    state: () => 'closed',
  };
}
