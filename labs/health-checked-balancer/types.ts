/** What a load balancer with health checks does. */

export interface Balancer {
  /** The id of the healthy server that gets the next request. */
  pick(): string;
  /** Tells the balancer what a health check found. */
  report(id: string, healthy: boolean): void;
}
