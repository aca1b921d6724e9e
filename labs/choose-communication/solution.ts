import type { ChainCost, Choice, Interaction, Service } from 'headroom/choose-communication';

export function choose({ outcome, receivers, slowest, patience, peak, capacity }: Interaction): Choice {
  if (outcome === 'now') {
    // It cannot go on without the outcome, but it can go on with a promise.
    if (slowest > patience) return { style: 'accept', because: 'too-slow' };
    if (peak > capacity) return { style: 'accept', because: 'too-many' };
    return { style: 'call', because: 'answer-needed' };
  }
  if (receivers > 1) return { style: 'publish', because: 'many-receivers' };
  return { style: 'queue', because: outcome === 'later' ? 'answer-later' : 'handed-over' };
}

export function chainCost(rate: number, services: Service[]): ChainCost {
  let availability = 1;
  /** From the request to the answer of the service in question, in s: its own work and that of all behind it. */
  let stay = 0;
  const threads: number[] = [];
  for (const service of services.toReversed()) {
    availability *= service.availability;
    stay += service.mean / 1000;
    // Little's law: arrivals × time in the system.
    threads.unshift(rate * stay);
  }
  return { availability, threads };
}
