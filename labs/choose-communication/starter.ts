import type { ChainCost, Choice, Interaction, Service } from 'headroom/choose-communication';

export function choose(interaction: Interaction): Choice {
  // Your code goes here.
  return { style: 'call', because: 'handed-over' };
}

export function chainCost(rate: number, services: Service[]): ChainCost {
  return { availability: 0, threads: [] };
}
