/**
 * The learner's balancer at work while servers fail and come back, beside the reference and beside one of the two that people write
 * first: the same requests, the same failures, the same luck.
 */
import { at, atEnd, chart, choice, defineScene, slider, soFar, systemWorld } from '#scene';
import { number } from '#words';
import { createBalancer } from './solution.ts';
import { type CreateBalancer, startPool } from './world.ts';

const SECONDS = 32;
const reference = { createBalancer: createBalancer as CreateBalancer };

const lost = (server: number, from: number, to: number) => {
  const which = { node: 'web', copy: server - 1 };
  return [
    { does: 'crash' as const, ...which, at: from * 1000 },
    { does: 'recover' as const, ...which, at: to * 1000 },
  ];
};

/** What fails, and when, in seconds. */
const FAILURES = {
  one: lost(1, 4, 18),
  flapping: [5, 9, 13, 17, 21, 25].flatMap((from) => lost(1, from, from + 2)),
  most: [1, 2, 3, 4].flatMap((server) => lost(server, 5 + server, 15 + server)),
  none: [],
};

/** A counter over the list of those that are healthy: when the list changes, the count points elsewhere. */
const counter: CreateBalancer = (ids) => {
  const down = new Set<string>();
  let turn = 0;
  return {
    pick() {
      const healthy = ids.filter((id) => !down.has(id));
      if (healthy.length === 0) throw new Error('No server is healthy');
      return healthy[turn++ % healthy.length]!;
    },
    report: (id, healthy) => void (healthy ? down.delete(id) : down.add(id)),
  };
};

/** Turns go round all servers, and the next healthy one stands in for one that is down. */
const standIn: CreateBalancer = (ids) => {
  const down = new Set<string>();
  let turn = 0;
  return {
    pick() {
      if (down.size === ids.length) throw new Error('No server is healthy');
      let place = turn++ % ids.length;
      while (down.has(ids[place]!)) place = (place + 1) % ids.length;
      return ids[place]!;
    },
    report: (id, healthy) => void (healthy ? down.delete(id) : down.add(id)),
  };
};

const OTHERS = {
  standIn: { title: 'The next one stands in', create: standIn },
  counter: { title: 'A counter over the healthy', create: counter },
};

export default defineScene({
  title: 'A balancer while servers fail',
  seconds: SECONDS,
  still: 12,
  knobs: {
    failures: choice(
      'What fails',
      {
        one: 'server 1, from 4 s to 18 s',
        flapping: 'server 1, again and again',
        most: 'all but server 5',
        none: 'nothing',
      },
      'one',
    ),
    other: choice('Beside it', { standIn: 'the next one stands in', counter: 'a counter over the healthy' }, 'standIn'),
    load: slider('Load', { min: 20, max: 100, step: 5, value: 70, unit: 'requests/s' }),
  },
  reference,
  worlds({ seed, settings, tick, learner }) {
    const poolWorld = (title: string, create: CreateBalancer) => {
      const breaks = FAILURES[settings.failures];
      const pool = startPool(create, { seed, load: settings.load, window: tick, breaks });
      const { system } = pool;
      const failed = () => number(soFar(system).failed);
      return systemWorld({
        title,
        system,
        tick,
        says: {
          viewers: () => `${failed()} failed`,
          balancer: () => `${pool.lately().join(' ')} in 2 s`,
        },
        charts: [
          chart('Most that one server was given', 'requests in 2 s', { most: () => Math.max(...pool.lately()) }),
          'failures',
          'tail',
          chart('Picked twice while another waited', 'so far', { picks: pool.overtaking }),
        ],
        breaks: ['web'],
        told: pool.told,
        tells: [
          ...breaks.map(({ at: time, does, copy }) =>
            at(time / 1000, `Server ${copy + 1} ${does === 'crash' ? 'fails' : 'is back'}.`),
          ),
          atEnd(() => `${failed()} failed; ${number(pool.overtaking())} picked out of turn.`),
        ],
        oneIn: 2,
      });
    };
    const other = OTHERS[settings.other];
    return [
      ...(learner === reference ? [] : [poolWorld('Yours', learner.createBalancer)]),
      poolWorld('The reference', createBalancer),
      poolWorld(other.title, other.create),
    ];
  },
});
