// Classes; turns are a queue of ids in which whoever was picked goes to the back, and the choice among equals is one pass.

type ServerView = { id: string; connections: number; answered: number; failed: number };

function atLeastOne(servers: ServerView[]): void {
  if (servers.length < 1) throw new RangeError('servers is empty');
}

class Turns {
  private queue: string[] = [];

  readonly pick = (servers: ServerView[]): string => {
    atLeastOne(servers);
    const here = new Set(servers.map(({ id }) => id));
    // Who has left loses the place; who is new waits behind nobody, and stands where the list has it.
    const waiting = new Set(this.queue);
    const arrived = [...here].filter((id) => !waiting.has(id));
    const [next, ...others] = [...arrived, ...this.queue.filter((id) => here.has(id))];
    this.queue = [...others, next!];
    return next!;
  };
}

class Fewest {
  /** The servers with the fewest connections among `servers`, one of them by the random number. */
  readonly pick = (servers: ServerView[], random: number): string => {
    atLeastOne(servers);
    let equals: string[] = [];
    let fewest = Infinity;
    for (const { id, connections } of servers) {
      if (connections < fewest) {
        fewest = connections;
        equals = [];
      }
      if (connections === fewest) equals.push(id);
    }
    return equals[Math.floor(random * equals.length)]!;
  };
}

class FewestOfTheWell {
  private readonly fewest = new Fewest();

  readonly pick = (servers: ServerView[], random: number): string => {
    const well = servers.filter(({ answered, failed }) => answered < 5 || 100 * failed <= 20 * answered);
    return this.fewest.pick(well.length === 0 ? servers : well, random);
  };
}

export const roundRobin = () => new Turns();
export const leastConnections = () => new Fewest();
export const healthBased = () => new FewestOfTheWell();
