/**
 * Lesson 9: three strategies beside each other, with the same customers and the same six uneven servers. One of the servers can
 * become slow, or fail so fast that it looks idle.
 */

import { compile, type System, sketch } from '#architecture';
import { leastConnections, type Policy, powerOfChoices, roundRobin } from '#parts';
import {
  at,
  atEnd,
  chart,
  choice,
  defineScene,
  type SceneInput,
  slider,
  soFar,
  systemWorld,
  type World,
  waitingAt,
} from '#scene';
import { whole } from '#words';

/** Response times are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;
/** When something happens to the second new server, and when it is over, in s. */
const [FAULT_AT, FAULT_ENDS] = [12, 22];
const STRUCK = 1;

/** A balancer that judges by health has to see how requests end: it is made before the system, and looks at it later. */
type Balancer = (system: () => System) => Policy;

const turns = { title: 'Each in turn', balancer: (): Policy => roundRobin() };
const fewest = { title: 'The fewest connections', balancer: (): Policy => fewestAnyOf() };
const others = {
  'two-choices': { title: 'The less busy of two', balancer: (): Policy => powerOfChoices(2) },
  first: { title: 'The fewest, the first of equals', balancer: (): Policy => leastConnections() },
  healthy: { title: 'The fewest among the well', balancer: fewestAmongTheWell },
} as const satisfies Record<string, { title: string; balancer: Balancer }>;

const knobs = {
  rate: slider('Load', { min: 40, max: 220, step: 10, value: 140, unit: 'requests/s' }),
  work: slider('One request on an old server', { min: 20, max: 120, step: 10, value: 60, unit: 'ms' }),
  third: choice(
    'Third strategy',
    { 'two-choices': 'less busy of two', first: 'first of equals', healthy: 'only the well' },
    'two-choices',
  ),
  fault: choice(
    '12 s to 22 s: a new server',
    { none: 'stays well', slow: 'is 5 × slower', fails: 'fails fast' },
    'none',
  ),
};

export default defineScene({
  title: 'Who gets the next request?',
  seconds: 30,
  still: 11,
  knobs,
  worlds: (input) => [turns, fewest, others[input.settings.third]].map((strategy) => balancedWorld(strategy, input)),
});

function balancedWorld(
  { title, balancer }: { title: string; balancer: Balancer },
  { seed, settings: { rate, work, fault }, tick }: SceneInput<typeof knobs>,
): World {
  const site = sketch(
    'Six uneven servers',
    'customers: client "Customers" > balancer: load-balancer > new: web "New servers" x4, old: web "Old servers" x2',
    { new: machine(20), old: machine(work) },
  );
  const system: System = compile(site, {
    seed,
    load: { rate },
    window: WINDOW * tick,
    policyFor: () => balancer(() => system),
  });
  if (fault === 'slow') {
    const server = { node: 'new', copy: STRUCK };
    system.plan([
      { at: FAULT_AT * 1000, does: 'slow', ...server, factor: 5 },
      { at: FAULT_ENDS * 1000, does: 'recover', ...server },
    ]);
  } else if (fault === 'fails') {
    // Not a crash of the tier: health checks would notice that. This server's health page is fine, only its sales fail.
    const server = system.tiers.get('new')!.copies[STRUCK]!;
    system.simulation.after(FAULT_AT * 1000, () => server.crash(), undefined);
    system.simulation.after(FAULT_ENDS * 1000, () => server.recover(), undefined);
  }
  const { meter } = system.sources[0]!;
  const p99 = () => (meter.stays.count > 0 ? whole(meter.stays.percentile(99)) : '–');
  const failed = () => `${soFar(system).percentFailed.toFixed(1)} % failed`;
  let before = 0;
  return systemWorld({
    title,
    system,
    tick: WINDOW * tick,
    breaks: ['new', 'old'],
    oneIn: 5,
    says: { balancer: () => `p99 ${p99()} ms`, customers: failed },
    charts: [
      'tail',
      'failures',
      chart('Old servers', 'requests that wait', { waiting: () => waitingAt(system, 'old') }),
    ],
    tells: [
      fault !== 'none' &&
        at(FAULT_AT, () => {
          before = soFar(system).failed;
          return `New server ${STRUCK + 1} ${fault === 'slow' ? 'is five times slower' : 'answers at once with errors'}.`;
        }),
      fault !== 'none' &&
        at(FAULT_ENDS, () => {
          const meanwhile = whole(soFar(system).failed - before);
          return `It is well again. Meanwhile ${meanwhile} requests failed.`;
        }),
      atEnd(() => `99 in 100 took at most ${p99()} ms; ${failed()}.`),
    ],
  });
}

/** Works on one request at a time, for `work` milliseconds on average. */
function machine(work: number) {
  return { capacity: 1000 / work, latency: work };
}

// ——— strategies that the notation does not know ———

/** The fewest requests in flight; any of those that are equal. */
function fewestAnyOf(): Policy {
  return (_request, candidates, _now, random) => {
    const least = candidates.reduce((few, { inFlight }) => Math.min(few, inFlight), Number.POSITIVE_INFINITY);
    let left = Math.floor(random() * candidates.filter(({ inFlight }) => inFlight === least).length);
    return candidates.findIndex(({ inFlight }) => inFlight === least && left-- === 0);
  };
}

/** Answers count as recent for so many ms; they are looked at in so many steps. */
const RECENT = 5_000;
const LOOKS = 10;
/** More errors than this share of enough recent answers make a server sick. */
const [SICK, ENOUGH] = [0.2, 5];

/** The fewest requests in flight among the servers that are well; among all, when fewer than half are. */
function fewestAmongTheWell(system: () => System): Policy {
  const choose = fewestAnyOf();
  const looks: Map<string, { ok: number; all: number }>[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  const totals = () =>
    new Map(
      ['new', 'old'].flatMap((node) =>
        system()
          .tiers.get(node)!
          .copies.map(({ name, meter: { ended } }) => {
            const all = Object.values(ended).reduce((sum, count) => sum + count, 0);
            return [name, { ok: ended.ok, all }] as const;
          }),
      ),
    );
  let sick = new Set<string>();
  return (request, candidates, now, random) => {
    if (now - lookedAt >= RECENT / LOOKS) {
      lookedAt = now;
      const latest = totals();
      const earliest = looks.length < LOOKS ? looks[0] : looks.shift();
      looks.push(latest);
      sick = new Set(
        [...latest].flatMap(([name, { ok, all }]) => {
          const before = earliest?.get(name) ?? { ok: 0, all: 0 };
          const answers = all - before.all;
          return answers >= ENOUGH && answers - (ok - before.ok) > SICK * answers ? [name] : [];
        }),
      );
    }
    const well = candidates.filter(({ name }) => !sick.has(name));
    const among = 2 * well.length < candidates.length ? candidates : well;
    return candidates.indexOf(among[choose(request, among, now, random)]!);
  };
}
