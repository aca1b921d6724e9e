/** Lesson 1: one large machine beside a fleet of small ones, under the same rising load, and what happens when one dies. */

import { compile, sketch } from '#architecture';
import { at, atEnd, choice, defineScene, slider, soFar, systemWorld } from '#scene';
import { number } from '#words';

/** The load rises until then and stays, in s. */
const RISES_FOR = 22;
/** When a machine of each world is lost, and when it comes back if it does, in s. */
const [LOST_AT, BACK_AT] = [12, 18];
/** As in the lesson's table of machine types; the work for one request is the same on either. */
const LARGE = { capacity: 1000, latency: 50 };
const SMALL = { capacity: 100, latency: 50 };

const single = sketch('One large machine', 'viewers: client "Viewers" > web: web "Large server"', { web: LARGE });
const fleetOf = (replicas: number) =>
  sketch(
    'A fleet behind a balancer',
    'viewers: client "Viewers" > balancer: load-balancer > web: web "Small servers"',
    { web: { replicas, ...SMALL } },
  );

export default defineScene({
  title: 'One machine, or a fleet',
  seconds: 32,
  pace: 1.5,
  still: 15,
  knobs: {
    peak: slider('Load at the end', { min: 200, max: 1400, step: 50, value: 1100, unit: 'requests/s' }),
    machines: slider('Small servers', { min: 2, max: 16, value: 12 }),
    loss: choice(
      'At 12 s each loses a machine',
      { while: 'for 6 s', 'for-good': 'for good', none: 'no, all stay well' },
      'while',
    ),
  },
  worlds({ seed, settings: { peak, machines, loss }, tick }) {
    const rate = Array.from({ length: RISES_FOR }, (_, second) => ({
      from: second * 1000,
      perSecond: (peak * (second + 1)) / RISES_FOR,
    }));
    return [
      { site: single, capacity: LARGE.capacity },
      { site: fleetOf(machines), capacity: machines * SMALL.capacity },
    ].map(({ site, capacity }) => {
      const system = compile(site, { seed, load: { rate }, window: tick });
      const first = { node: 'web', copy: 0 };
      if (loss !== 'none') system.plan([{ does: 'crash', ...first, at: LOST_AT * 1000 }]);
      if (loss === 'while') system.plan([{ does: 'recover', ...first, at: BACK_AT * 1000 }]);
      const failed = () => number(soFar(system).failed);
      const full = rate.find(({ perSecond }) => perSecond > capacity);
      return systemWorld({
        title: site.title,
        system,
        tick,
        charts: ['failures', 'tail', 'utilisation'],
        breaks: ['web'],
        oneIn: 64,
        says: { viewers: () => `${failed()} failed` },
        tells: [
          loss !== 'none' && at(LOST_AT, 'A machine is lost.'),
          loss === 'while' && at(BACK_AT, () => `The machine is back. Until now ${failed()} requests failed.`),
          full && at(full.from / 1000, `The load passes ${number(capacity)} requests/s, all that there is.`),
          atEnd(() => `${number(soFar(system).answered)} answered, ${failed()} failed.`),
        ],
      });
    });
  },
});
