export interface Balancer {
  /** The id of the healthy server that gets the next request. */
  pick(): string;
  /** Tells the balancer what a health check found. */
  report(id: string, healthy: boolean): void;
}

/** A balancer over these servers, all of them healthy to begin with. */
export function createBalancer(serverIds: string[]): Balancer {
  // Your code goes here.
  let turn = 0;
  return {
    pick: () => serverIds[turn++ % serverIds.length] ?? '',
    report: (id, healthy) => {},
  };
}
