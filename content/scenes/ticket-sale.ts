/**
 * Lesson 9: a sale opens and the load is a hundred times what it was. More replicas, a cache and a waiting room, each with what it
 * does to the database behind all of them. The load is a twentieth of the lesson's, and its machines are smaller.
 */

import { compile, sketch } from '#architecture';
import * as scene from '#scene';
import { at, atEnd, chart, choice, defineScene, perSecond, slider, soFar, systemWorld, toggle } from '#scene';
import { number } from '#words';

const OPENS_AT = 5;
/** Requests per second before the sale opens, and after. A fifth of them try to hold a seat; the others look. */
const [QUIET, RUSH] = [5, 500];
/** Different events and blocks of seats that people ask for. */
const ITEMS = { count: 200, exponent: 0.8 };

export default defineScene({
  title: 'The sale opens',
  seconds: 40,
  pace: 1.5,
  still: 14,
  knobs: {
    replicas: slider('Replicas of the service', { min: 2, max: 20, value: 6 }),
    policy: choice(
      'The balancer picks',
      { 'round-robin': 'in turn', 'least-connections': 'fewest connections', random: 'at random' },
      'round-robin',
    ),
    cache: toggle('Cache'),
    room: toggle('Waiting room'),
    admits: slider('The room admits', { min: 50, max: 500, step: 25, value: 175, unit: 'a second' }),
  },
  worlds({ seed, settings, tick }) {
    const { replicas, policy, cache, room, admits } = settings;
    const site = sketch(
      'A ticket sale',
      `customers: client "Customers"
       balancer: load-balancer > service: service "Ticket service"
       database: database "Database"
       ${room ? 'customers > room: queue "Waiting room" ~> door: service "Door" > balancer' : 'customers > balancer'}
       ${cache ? 'service > cache: cache "Cache"' : ''}
       service > database`,
      {
        balancer: { policy },
        service: { replicas, capacity: 50, latency: 40 },
        database: { capacity: 250, latency: 20 },
        // Wide enough for many at once.
        ...(room && { door: { capacity: admits, latency: 500 } }),
        ...(cache && { cache: { latency: 1 } }),
      },
    );
    const rate = [
      { from: 0, perSecond: QUIET },
      { from: OPENS_AT * 1000, perSecond: RUSH },
    ];
    const system = compile(site, { seed, load: { rate, writes: 0.2, items: ITEMS }, window: tick });
    const line = system.backlogs.get('room');
    /** How requests have ended so far. With a waiting room, being told a place in the line is no end. */
    const ends = () => {
      const { asked, answered, failed } = soFar(system);
      return line
        ? { asked, served: line.done, failed: line.redelivered + failed }
        : { asked: answered + failed, served: answered, failed };
    };
    const timesInside = scene.lately(system.tiers.get('balancer')!.copies[0]!.meter.stays);
    return [
      systemWorld({
        title: 'The sale opens',
        system,
        tick,
        oneIn: 64,
        says: {
          customers: () => `${ends().asked > 0 ? Math.round((100 * ends().served) / ends().asked) : 100} % served`,
          ...(cache && { cache: () => scene.hitText(system, 'cache') }),
        },
        charts: [
          chart('Requests', 'per second', {
            asked: perSecond(() => soFar(system).asked, tick),
            served: perSecond(() => ends().served, tick),
            failed: perSecond(() => ends().failed, tick),
          }),
          chart('Time on the site, 99th percentile', 'ms', { 'from the balancer to the answer': timesInside(99) }),
          // The door of the waiting room is as busy as it was told to be.
          scene.utilisation(system, ['service', 'database']),
          chart('Outside', 'people in the waiting room', line ? { waiting: () => line.waiting } : {}),
        ],
        tells: [
          at(OPENS_AT, `The sale opens: ${RUSH} requests/s instead of ${QUIET}.`),
          atEnd(() => {
            const outside = line ? `, ${number(line.waiting)} wait outside` : '';
            return `${number(ends().served)} were served, ${number(ends().failed)} failed${outside}.`;
          }),
        ],
      }),
    ];
  },
});
