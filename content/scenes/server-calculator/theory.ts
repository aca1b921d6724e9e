/** What queueing theory says of Poisson arrivals at equal servers with exponential service times, in the long run. */

/**
 * The mean response time (waiting and service) of `servers` servers with one queue, M/M/c, by Erlang's C formula. In units of one
 * mean service time, for an offered load of `load` = arrival rate × mean service time. NaN where the load leaves no long run.
 */
export function meanResponse(servers: number, load: number): number {
  if (!(load < servers)) return Number.NaN;
  // Erlang's B by its recursion in the number of servers, and C from it.
  let blocked = 1;
  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked);
  const waits = blocked / (1 - (load / servers) * (1 - blocked));
  return 1 + waits / (servers - load);
}

/** The same where each request goes to a server drawn at random, which has a queue of its own: as many M/M/1. */
export function meanResponseApart(servers: number, load: number): number {
  return meanResponse(1, load / servers);
}
