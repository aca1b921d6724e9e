/** What queueing theory says, in the long run, of Poisson arrivals at equal servers with exponential service times; and how many servers a rate asks for. */

/**
 * The mean response time (waiting and service) at one server with a queue of its own, M/M/1, in the unit of `service`, the mean
 * service time. `utilisation` is a share; NaN where it leaves no long run.
 */
export function meanResponse(service: number, utilisation: number): number {
  return utilisation < 1 ? service / (1 - utilisation) : Number.NaN;
}

/**
 * The same for `servers` servers with one queue, M/M/c, by Erlang's C formula. `load` is the offered load, arrival rate × mean
 * service time: as many servers are busy on average.
 */
export function meanResponsePooled(service: number, servers: number, load: number): number {
  if (!(load < servers)) return Number.NaN;
  // Erlang's B by its recursion in the number of servers, and C from it.
  let blocked = 1;
  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked);
  const waits = blocked / (1 - (load / servers) * (1 - blocked));
  return service * (1 + waits / (servers - load));
}

/**
 * The smallest fleet, one server at least, whose average utilisation does not pass a target in per cent. Exact where rate, capacity
 * and target are whole numbers whose products stay below 2⁵³.
 */
export function smallestFleet(rate: number, capacity: number, target: number): number {
  return Math.max(1, Math.ceil((rate * 100) / (capacity * target)));
}
