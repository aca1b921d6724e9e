/**
 * Payments that are published at a changing rate, a broker that the learner wrote, and four workers who take one at a time and acknowledge
 * it when they are done. Nobody tells the broker that a worker has died: only the timeout does.
 */
import { type Begun, Copy, makeCopies, Server, type Step, Tier, waysTo } from '#parts';
import { attempt, shown } from '#scene';
import {
  type Caller,
  constant,
  exponential,
  OpenSource,
  type Outcome,
  type Request,
  Simulation,
  traced,
} from '#simulation';
import type { CreateBroker } from './desk.ts';
import type { Delivery } from './types.ts';

export const WORKERS = 4;
/** The mean time that one payment takes, in ms. */
export const WORK = 100;
/** What all workers together can do, per second. */
export const CAPACITY = (1000 * WORKERS) / WORK;
/** The burst, in s. */
export const [BURST_FROM, BURST_TO] = [5, 13];
/** When the payment comes that nobody can do, in ms. */
const POISON_AT = 3000;
/** How often idle workers ask, in ms. */
const ASK_EVERY = 100;
/** From one machine to another, in ms. */
const NEARBY = 2;

const [TOPIC, GROUP] = ['payments', 'fraud'] as const;

export interface PaymentsOptions {
  /** Payments per second outside the burst, and in it. */
  base: number;
  burst: number;
  /** In ms. */
  timeout: number;
  deliveries: number;
  /** Whether one of the payments cannot be done by anybody. */
  poison: boolean;
}

/** Throws what `create` throws, and an Error when what it gives is no broker. */
export function startPayments(create: CreateBroker, options: PaymentsOptions, seed: number) {
  const { base, burst, timeout, deliveries, poison } = options;
  const simulation = new Simulation(seed);
  const broker = create({ timeout, deliveries });
  if (typeof broker?.publish !== 'function' || typeof broker.receive !== 'function')
    throw new Error('createBroker must return an object with the functions of the brief.');
  const told: { at: number; text: string }[] = [];
  const kinds = new Set<string>();
  const tellOnce = (kind: string, text: string) => {
    if (!kinds.has(kind)) told.push({ at: simulation.now, text });
    kinds.add(kind);
  };
  const now = () => Math.floor(simulation.now);
  const ask = <Given>(what: string, call: () => Given): Given | undefined => {
    const made = attempt(call);
    if ('answer' in made) return made.answer as Given;
    tellOnce(what, `${what} threw ${made.threw}.`);
    return undefined;
  };

  /** When each payment that is not done was published, by its name. */
  const open = new Map<string, number>();
  /** Taken by a worker that died, and not given to another since. */
  const stranded = new Set<string>();
  const done = new Set<string>();
  const counts = { published: 0, twice: 0 };
  const ages = { sum: 0, count: 0 };

  const publish = (body: string) => {
    open.set(body, simulation.now);
    counts.published++;
    ask('publish', () => broker.publish(TOPIC, body, now()));
    for (const place of ways.keys()) gives(place);
  };
  const takesIn: Step = {
    begin(): Begun {
      publish(`p${counts.published + 1}`);
      return 'ok';
    },
    end: () => undefined,
  };
  const machine = new Copy(simulation, { name: 'broker/1', steps: [takesIn] });
  const tier = new Tier(
    simulation,
    'workers',
    makeCopies(simulation, 'workers', WORKERS, (name) => ({
      work: new Server(simulation, { name: `${name} work`, service: exponential(WORK) }),
      slots: 1,
      steps: [],
    })),
  );
  const ways = waysTo(simulation, 'broker>workers', tier, { latency: constant(NEARBY) });
  const busy = ways.map(() => false);
  const nameOf = (place: number) => `w${place + 1}`;
  for (const place of ways.keys()) ask('join', () => broker.join(nameOf(place), TOPIC, GROUP, 1));

  /** A worker that is there and has nothing to do asks for a message. */
  function gives(place: number): void {
    if (busy[place] || !tier.copies[place]!.serves) return;
    const given: unknown = ask('receive', () => broker.receive(nameOf(place), now()));
    if (given === null || given === undefined) return;
    const { body, tag } = given as Delivery;
    if (typeof body !== 'string' || typeof tag !== 'number') {
      tellOnce('delivery', `receive gave ${shown(given)}, which is no delivery.`);
      return;
    }
    stranded.delete(body);
    busy[place] = true;
    simulation.call(simulation.request(place, 'payment', { body, tag }), ways[place]!.link, workers, place);
  }

  const workers: Caller & { name: string } = {
    name: 'broker/1',
    answered(request: Request, outcome: Outcome, place: number) {
      const { body, tag } = request.body as Delivery;
      simulation.release(request);
      busy[place] = false;
      const cannot = body === 'poison';
      if (outcome !== 'ok') stranded.add(body);
      else if (cannot) ask('nack', () => broker.nack(nameOf(place), tag, now()));
      else {
        if (done.has(body)) counts.twice++;
        else {
          ages.sum += simulation.now - open.get(body)!;
          ages.count++;
        }
        done.add(body);
        open.delete(body);
        ask('ack', () => broker.ack(nameOf(place), tag, now()));
      }
      gives(place);
    },
  };
  const asks = () => {
    for (const place of ways.keys()) gives(place);
    simulation.after(ASK_EVERY, asks, undefined);
  };
  simulation.after(ASK_EVERY, asks, undefined);
  if (poison) simulation.after(POISON_AT, publish, 'poison');

  const door = waysTo(simulation, 'shops>broker', new Tier(simulation, 'broker', [machine]), {
    latency: constant(NEARBY),
  });
  const shops = new OpenSource(simulation, {
    name: 'shops users',
    to: door[0]!.link,
    arrivals: traced([
      { from: 0, perSecond: base },
      { from: BURST_FROM * 1000, perSecond: burst },
      { from: BURST_TO * 1000, perSecond: base },
    ]),
  });

  const dead = () => {
    const letters = ask('dead', () => broker.dead(TOPIC, GROUP, now()));
    return Array.isArray(letters) ? letters.length : 0;
  };
  return {
    simulation,
    tier,
    shops,
    told,
    counts,
    dead,
    done: () => done.size,
    stranded: () => stranded.size,
    inHand: () => busy.filter(Boolean).length,
    /** Published, and neither done, nor in the hands of the dead, nor dead themselves. */
    waiting: () => Math.max(0, open.size - stranded.size - dead()),
    /** The mean age of those that were finished since it was last asked, in s; NaN without any. */
    age: () => {
      const mean = ages.sum / ages.count / 1000;
      ages.sum = 0;
      ages.count = 0;
      return mean;
    },
  };
}
