/**
 * Sensors that send at a changing rate, a buffer that the learner wrote, and a processor that asks for one reading at a time. Sensors do not
 * offer again what was refused: they have the next reading by then.
 */
import { Copy, makeCopies, Server, type Step, Tier, waysTo } from '#parts';
import { attempt, shown } from '#scene';
import { type Caller, constant, exponential, OpenSource, type Request, Simulation, traced } from '#simulation';
import type { CreateBuffer } from './actor.ts';
import type { Counts, Policy, Reading } from './types.ts';

/** What the processor can do, per second. */
export const CAPACITY = 100;
/** The burst, in s. */
export const [BURST_FROM, BURST_TO] = [6, 14];
const SENSORS = 40;
const NEARBY = 2;

export interface StreamOptions {
  /** Readings per second outside the burst, and in it. */
  base: number;
  burst: number;
  room: number;
  policy: Policy;
}

/** Throws what `create` throws, and an Error when what it gives is no buffer. */
export function startStream(create: CreateBuffer, { base, burst, room, policy }: StreamOptions, seed: number) {
  const simulation = new Simulation(seed);
  const buffer = create(room, policy);
  if (
    typeof buffer?.offer !== 'function' ||
    typeof buffer.request !== 'function' ||
    typeof buffer.counts !== 'function'
  )
    throw new Error('createBuffer must return an object with the functions of the brief.');
  const told: { at: number; text: string }[] = [];
  const complain = (text: string) => {
    if (told.length < 4 && told.every((each) => each.text !== text)) told.push({ at: simulation.now, text });
  };
  const random = simulation.random('sensors/which');
  let ages = { sum: 0, count: 0 };
  let processed = 0;

  const tier = new Tier(
    simulation,
    'processor',
    makeCopies(simulation, 'processor', 1, (name) => ({
      work: new Server(simulation, { name: `${name} work`, service: exponential(1000 / CAPACITY) }),
      slots: 1,
      steps: [],
    })),
  );
  const way = waysTo(simulation, 'buffer>processor', tier, { latency: constant(NEARBY) })[0]!;
  const processor: Caller & { name: string } = {
    name: 'buffer/1',
    answered(request: Request) {
      ages = { sum: ages.sum + simulation.now - (request.body as number), count: ages.count + 1 };
      processed++;
      simulation.release(request);
      asks();
    },
  };
  /** The value of a reading is the time at which it was measured: so its age can be told. */
  const goes = (delivered: unknown, what: string): void => {
    if (!Array.isArray(delivered)) {
      complain(`${what} gave ${shown(delivered)}, which is no list of readings.`);
      return;
    }
    for (const reading of delivered as Reading[])
      simulation.call(simulation.request(0, 'reading', reading?.value), way.link, processor);
  };
  const asks = (): void => {
    const made = attempt(() => buffer.request(1));
    if ('threw' in made) complain(`request threw ${made.threw}.`);
    else goes(made.answer, 'request');
  };
  const takesIn: Step = {
    begin() {
      const reading: Reading = { sensor: `s${Math.floor(SENSORS * random.uniform())}`, value: simulation.now };
      const made = attempt(() => buffer.offer(reading));
      if ('threw' in made) complain(`offer threw ${made.threw}.`);
      else goes((made.answer as { delivered?: unknown } | null)?.delivered, 'offer');
      return 'ok';
    },
    end: () => undefined,
  };
  const door = new Copy(simulation, { name: 'buffer/1', steps: [takesIn] });
  const doors = waysTo(simulation, 'sensors>buffer', new Tier(simulation, 'buffer', [door]), {
    latency: constant(NEARBY),
  });
  new OpenSource(simulation, {
    name: 'sensors users',
    to: doors[0]!.link,
    arrivals: traced([
      { from: 0, perSecond: base },
      { from: BURST_FROM * 1000, perSecond: burst },
      { from: BURST_TO * 1000, perSecond: base },
    ]),
  });
  simulation.after(0, asks, undefined);

  const NONE: Counts = {
    offered: 0,
    accepted: 0,
    refused: 0,
    dropped: 0,
    evicted: 0,
    delivered: 0,
    held: 0,
    demand: 0,
  };
  const counts = (): Counts => {
    const made = attempt(() => buffer.counts());
    return 'answer' in made && typeof made.answer === 'object' && made.answer !== null
      ? { ...NONE, ...made.answer }
      : NONE;
  };
  return {
    simulation,
    told,
    counts,
    processed: () => processed,
    busy: () => tier.copies[0]!.inside,
    /** The mean age of what was processed since it was last asked, in s; NaN without any. */
    age: () => {
      const mean = ages.sum / ages.count / 1000;
      ages = { sum: 0, count: 0 };
      return mean;
    },
  };
}
