/**
 * How fast the simulator runs, and that a long run does not grow. An M/M/10 with every histogram on is set beside a bare binary
 * heap that holds as many events and is popped and pushed as often, which is the limit of what an event can cost; and beside the
 * same queue in simjs, a general discrete-event library. The three take turns, the first of which does not count, and time is
 * what this thread had of a processor, so that whoever else is at work on the machine disturbs little. Trust the ratios, not
 * the seconds.
 *
 *   node tests/bench/simulation.ts          20 million events
 *   node tests/bench/simulation.ts 100      100 million events
 */

import { LoadBalancer, leastConnections, powerOfChoices, Server } from '../../src/parts/index.ts';
import { exponential, OpenSource, poisson, Simulation } from '../../src/simulation/index.ts';

const millions = Number(process.argv[2] ?? 20);
if (!(millions > 0)) throw new RangeError('Say how many millions of events to run.');
/** A turn: customers of the M/M/10, two events each. */
const customers = 300_000;
const events = 2 * customers;
const turns = 12;

/** What this thread has had of a processor, in ms. */
function clock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Ten servers behind one queue at a load of 0.9. */
function oneQueue(): Simulation {
  const simulation = new Simulation(1);
  const server = new Server(simulation, { name: 'server', service: exponential(1), servers: 10 });
  new OpenSource(simulation, { name: 'users', to: server, arrivals: poisson(9000), window: 1000 });
  return simulation;
}

/** Ten servers with a queue each behind a balancer, at a load of 0.9. */
function balanced(policy: ConstructorParameters<typeof LoadBalancer>[1]['policy']): Simulation {
  const simulation = new Simulation(1);
  const backends = Array.from({ length: 10 }, (_, index) => {
    return new Server(simulation, { name: `server ${index}`, service: exponential(1) });
  });
  const balancer = new LoadBalancer(simulation, { name: 'balancer', backends, policy });
  new OpenSource(simulation, { name: 'users', to: balancer, arrivals: poisson(9000) });
  return simulation;
}

function runEvents(simulation: Simulation, events: number): number {
  const began = clock();
  while (simulation.events < events) simulation.run(simulation.now + 100);
  return clock() - began;
}

/** A binary heap of numbers and nothing else: pops the least and pushes it back a random step later. */
function bareHeap(pending: number, events: number): number {
  const heap = new Float64Array(pending + 1);
  let size = 0;
  const push = (value: number) => {
    let place = size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (heap[parent]! <= value) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = value;
  };
  const pop = () => {
    const least = heap[0]!;
    const value = heap[--size]!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= value) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = value;
    return least;
  };
  // A cheap step, so that the heap and not the random numbers are measured.
  let state = 1;
  const step = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
  for (let count = 0; count < pending; count++) push(step());
  const began = clock();
  for (let count = 0; count < events; count++) push(pop() + step());
  return clock() - began;
}

/** What is used of simjs, which hands its classes out as a browser's global. */
interface SimJs {
  Sim: new () => { addEntity(entity: unknown): unknown; simulate(until: number): void };
  Entity: new () => {
    setTimer(delay: number): { done(then: () => void): void };
    useFacility(facility: unknown, time: number): void;
  };
  Facility: new (name: string, discipline: number, servers: number) => unknown;
  Random: new (seed: number) => { exponential(rate: number): number };
}

Object.assign(globalThis, { window: globalThis });
await import('simjs' as string);
const { Sim, Entity, Facility, Random } = (globalThis as unknown as { Sim: SimJs }).Sim;

/** The ten servers behind one queue in simjs, for as many customers; in ms. Its times are those of ours divided by 1,000. */
function simJs(customers: number): number {
  const random = new Random(1);
  const servers = new Facility('servers', 0, 10);
  class Users extends Entity {
    start(): void {
      this.useFacility(servers, random.exponential(1000));
      this.setTimer(random.exponential(9000)).done(this.start);
    }
  }
  const sim = new Sim();
  sim.addEntity(Users);
  const began = clock();
  sim.simulate(customers / 9000);
  return clock() - began;
}

/** The mean time of several things that take turns, each by its name; in ms. */
function takeTurns<Name extends string>(timed: Readonly<Record<Name, () => number>>): Record<Name, number> {
  const names = Object.keys(timed) as Name[];
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (let turn = 0; turn <= turns; turn++) {
    for (const name of names) {
      const time = timed[name]();
      if (turn > 0) sums[name] += time / turns;
    }
  }
  return sums;
}

function rate(name: string, milliseconds: number): string {
  return `${name.padEnd(26)}${(events / milliseconds / 1000).toFixed(2).padStart(6)} million events/s`;
}

const { heap, ours, simjs } = takeTurns({
  heap: () => bareHeap(11, events),
  ours: () => runEvents(oneQueue(), events),
  simjs: () => simJs(customers),
});
console.log(rate('bare heap, 11 pending', heap));
console.log(`${rate('M/M/10, one queue', ours)}   ${(ours / heap).toFixed(1)} × the cost of the bare heap`);
console.log(`${rate('the same queue in simjs', simjs)}   ours is ${(simjs / ours).toFixed(1)} times as fast`);

const balancers = takeTurns({
  'least connections of 10': () => runEvents(balanced(leastConnections()), events),
  'power of two of 10': () => runEvents(balanced(powerOfChoices(2)), events),
});
for (const [name, time] of Object.entries(balancers)) {
  console.log(`${rate(name, time)}   ${(time / heap).toFixed(1)} × the cost of the bare heap`);
}

const long = balanced(leastConnections());
runEvents(long, 1e6);
for (let part = 1; part <= 4; part++) {
  const time = runEvents(long, (millions * 1e6 * part) / 4);
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const megabytes = [heapUsed, arrayBuffers, rss].map((bytes) => (bytes / 2 ** 20).toFixed(0));
  console.log(
    `${((millions * part) / 4).toFixed(1).padStart(6)} million events: heap ${megabytes[0]} MB, ` +
      `arrays ${megabytes[1]} MB, process ${megabytes[2]} MB (${(time / 1000).toFixed(1)} s)`,
  );
}
