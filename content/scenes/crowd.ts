/**
 * The home page: a crowd arrives at six servers that can just carry it. One that breaks is one too few, and the five that are left fill up
 * with people who wait.
 */
import { compile, sketch } from '#architecture';
import * as scene from '#scene';
import { at, atEnd, chart, defineScene, perSecond, soFar, systemWorld } from '#scene';
import { number } from '#words';

const ARRIVES_AT = 2;
/** Requests per second before and after. */
const [QUIET, CROWD] = [50, 500];

export default defineScene({
  title: 'A sale opens',
  seconds: 24,
  pace: 1,
  still: 7,
  knobs: {},
  worlds({ seed, tick }) {
    const site = sketch(
      'A sale',
      'customers: client "Customers" > balancer: load-balancer > servers: web "Servers" x6',
      {
        balancer: { policy: 'least-connections' },
        servers: { capacity: 90, latency: 50 },
      },
    );
    const rate = [
      { from: 0, perSecond: QUIET },
      { from: ARRIVES_AT * 1000, perSecond: CROWD },
    ];
    const system = compile(site, { seed, load: { rate, writes: 0 }, window: tick });
    const times = scene.lately(system.tiers.get('balancer')!.copies[0]!.meter.stays);
    return [
      systemWorld({
        title: 'A sale opens',
        system,
        tick,
        oneIn: 8,
        says: {},
        charts: [
          chart('Requests', 'per second', {
            served: perSecond(() => soFar(system).answered, tick),
            failed: perSecond(() => soFar(system).failed, tick),
          }),
          chart('Response time, 99th percentile', 'ms', { 'of all requests': times(99) }),
        ],
        tells: [
          at(ARRIVES_AT, `The crowd arrives: ${CROWD} requests/s for six servers that can do 540.`),
          atEnd(() => `${number(soFar(system).answered)} were served, ${number(soFar(system).failed)} failed.`),
        ],
      }),
    ];
  },
});
