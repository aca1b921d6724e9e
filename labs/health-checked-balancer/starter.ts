import type { Balancer } from 'headroom/health-checked-balancer';

/** A balancer over these servers, all of them healthy to begin with. */
export function createBalancer(serverIds: string[]): Balancer {
  // Your code goes here.
  let turn = 0;
  return {
    pick: () => serverIds[turn++ % serverIds.length] ?? '',
    report: (id, healthy) => {},
  };
}
