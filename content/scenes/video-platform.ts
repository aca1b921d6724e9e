/** Lesson 1: one large machine beside a fleet of small ones, under the same rising load, and what happens when one dies. */
import { type Architecture, compile } from '#architecture';
import { defineScene, systemWorld, type World } from '#scene';

const SECONDS = 32;
/** The load rises until then and stays, in s. */
const RISES_FOR = 22;
/** When a machine of each world is lost, and when it comes back if it does, in ms. */
const LOST_AT = 12_000;
const BACK_AT = 18_000;

/** Requests per second, as in the lesson's table of machine types. */
const LARGE = 1000;
const SMALL = 100;
/** Milliseconds of work for one request, on either machine. */
const WORK = 50;

const number = new Intl.NumberFormat('en-GB');

const single: Architecture = {
  title: 'One large machine',
  nodes: [
    { id: 'viewers', kind: 'client', label: 'Viewers' },
    { id: 'web', kind: 'web', label: 'Large server', capacity: LARGE, latency: WORK },
  ],
  links: [{ from: 'viewers', to: 'web' }],
};

const fleetOf = (machines: number): Architecture => ({
  title: 'A fleet behind a balancer',
  nodes: [
    { id: 'viewers', kind: 'client', label: 'Viewers' },
    { id: 'balancer', kind: 'load-balancer' },
    {
      id: 'web',
      kind: 'web',
      label: 'Small servers',
      replicas: machines,
      capacity: SMALL,
      latency: WORK,
    },
  ],
  links: [
    { from: 'viewers', to: 'balancer' },
    { from: 'balancer', to: 'web' },
  ],
});

export default defineScene({
  title: 'One machine, or a fleet',
  seconds: SECONDS,
  pace: 1.5,
  still: 15,
  knobs: {
    peak: { kind: 'number', label: 'Load at the end', unit: 'requests/s', min: 200, max: 1400, step: 50, value: 1100 },
    machines: { kind: 'number', label: 'Small servers', min: 2, max: 16, step: 1, value: 12 },
    loss: {
      kind: 'choice',
      label: 'At 12 s each loses a machine',
      options: [
        { value: 'while', label: 'for 6 s' },
        { value: 'for-good', label: 'for good' },
        { value: 'none', label: 'no, all stay well' },
      ],
      value: 'while',
    },
  },
  worlds({ seed, settings, tick }) {
    const peak = settings.peak as number;
    const rate = Array.from({ length: RISES_FOR }, (_, second) => ({
      from: second * 1000,
      perSecond: (peak * (second + 1)) / RISES_FOR,
    }));
    return [single, fleetOf(settings.machines as number)].map((architecture): World => {
      const system = compile(architecture, { seed, load: { rate }, window: tick });
      const world = systemWorld({
        title: architecture.title,
        system,
        tick,
        charts: ['failures', 'tail', 'utilisation'],
        breakable: ['web'],
        oneIn: 64,
      });
      const { meter } = system.sources[0]!;
      const told = () => {
        const { ok, ...others } = meter.ended;
        const failed = Object.values(others).reduce((sum, count) => sum + count, 0);
        return { answered: number.format(ok), failed: number.format(failed) };
      };
      const events: { at: number; text: string }[] = [];
      const tell = (at: number, text: () => string) =>
        system.simulation.after(at, () => events.push({ at, text: text() }), undefined);
      if (settings.loss !== 'none') {
        system.plan([{ does: 'crash', node: 'web', copy: 0, at: LOST_AT }]);
        tell(LOST_AT, () => 'A machine is lost.');
      }
      if (settings.loss === 'while') {
        system.plan([{ does: 'recover', node: 'web', copy: 0, at: BACK_AT }]);
        tell(BACK_AT, () => `The machine is back. Until now ${told().failed} requests failed.`);
      }
      const { capacity = 0, replicas = 1 } = architecture.nodes.find(({ id }) => id === 'web')!;
      const full = rate.find(({ perSecond }) => perSecond > replicas * capacity);
      if (full)
        tell(full.from, () => `The load passes ${number.format(replicas * capacity)} requests/s, all that there is.`);
      return {
        ...world,
        nodes: { ...world.nodes, viewers: () => ({ copies: [], waiting: 0, text: `${told().failed} failed` }) },
        events: () => [
          ...events,
          { at: SECONDS * 1000, text: `${told().answered} answered, ${told().failed} failed.` },
        ],
      };
    });
  },
});
