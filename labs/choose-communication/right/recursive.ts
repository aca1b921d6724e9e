// A chain is its first service and the chain behind it.
import type { ChainCost, Choice, Interaction, Service } from 'headroom/choose-communication';

export function choose(asked: Interaction): Choice {
  switch (asked.outcome) {
    case 'now': {
      const isTooSlow = asked.patience < asked.slowest;
      const isTooMuch = asked.peak > asked.capacity;
      if (!isTooSlow && !isTooMuch) return { style: 'call', because: 'answer-needed' };
      return { style: 'accept', because: isTooSlow ? 'too-slow' : 'too-many' };
    }
    case 'later':
    case 'never':
      if (asked.receivers !== 1) return { style: 'publish', because: 'many-receivers' };
      return { style: 'queue', because: asked.outcome === 'later' ? 'answer-later' : 'handed-over' };
  }
}

export function chainCost(rate: number, services: Service[]): ChainCost {
  const [first, ...others] = services;
  if (!first) return { availability: 1, threads: [] };
  const behind = chainCost(rate, others);
  const waits = behind.threads[0] ?? 0;
  return {
    availability: first.availability * behind.availability,
    threads: [(rate * first.mean) / 1000 + waits, ...behind.threads],
  };
}
