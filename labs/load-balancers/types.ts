/** What a load balancer is, and what it sees. */

/** What a balancer can see of one server. */
export interface ServerView {
  id: string;
  /** Requests that were sent there and have not come back. */
  connections: number;
  /** Requests that it answered in the last 5 seconds, errors included. */
  answered: number;
  /** How many of those answers were errors. */
  failed: number;
}

export interface Balancer {
  /**
   * Chooses the server for one request, and returns its id.
   *
   * @param servers those that can be chosen now; the list may differ from call to call
   * @param random a number from 0 to just below 1, drawn anew for each call
   * @throws RangeError that names servers when the list is empty
   */
  pick(servers: ServerView[], random: number): string;
}
