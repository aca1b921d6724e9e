/**
 * Lesson 9: three strategies beside each other, with the same customers and the same six uneven servers. One of the servers can
 * become slow, or fail so fast that it looks idle.
 */
import { type Architecture, compile, type System } from '#architecture';
import { defineScene, type SceneInput, systemWorld, type World } from '#scene';
import { leastConnections, type Policy, powerOfChoices, roundRobin } from '#simulation';

const SECONDS = 30;
/** Response times are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;
/** When something happens to the second new server, and when it is over, in ms. */
const FAULT_AT = 12_000;
const FAULT_ENDS = 22_000;
const SLOWED_BY = 5;
const STRUCK = 1;
/** Milliseconds of work for one request on a new server. */
const NEW = 20;

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A balancer that judges by health has to see how requests end: it is made before the system, and looks at it later. */
type Balancer = (system: () => System) => Policy;

const turns = { title: 'Each in turn', balancer: (): Policy => roundRobin() };
const fewest = { title: 'The fewest connections', balancer: (): Policy => fewestAnyOf() };
const others = {
  'two-choices': {
    label: 'less busy of two',
    title: 'The less busy of two',
    balancer: (): Policy => powerOfChoices(2),
  },
  first: {
    label: 'first of equals',
    title: 'The fewest, the first of equals',
    balancer: (): Policy => leastConnections(),
  },
  healthy: { label: 'only the well', title: 'The fewest among the well', balancer: fewestAmongTheWell },
} as const satisfies Record<string, { label: string; title: string; balancer: Balancer }>;

export default defineScene({
  title: 'Who gets the next request?',
  seconds: SECONDS,
  still: 11,
  knobs: {
    rate: { kind: 'number', label: 'Load', unit: 'requests/s', min: 40, max: 220, step: 10, value: 140 },
    work: { kind: 'number', label: 'One request on an old server', unit: 'ms', min: 20, max: 120, step: 10, value: 60 },
    third: {
      kind: 'choice',
      label: 'Third strategy',
      options: Object.entries(others).map(([value, { label }]) => ({ value, label })),
      value: 'two-choices',
    },
    fault: {
      kind: 'choice',
      label: '12 s to 22 s: a new server',
      options: [
        { value: 'none', label: 'stays well' },
        { value: 'slow', label: 'is 5 × slower' },
        { value: 'fails', label: 'fails fast' },
      ],
      value: 'none',
    },
  },
  worlds: (input) =>
    [turns, fewest, others[input.settings.third as keyof typeof others]].map((strategy) =>
      balancedWorld(strategy, input),
    ),
});

function balancedWorld(
  { title, balancer }: { title: string; balancer: Balancer },
  { seed, settings, tick }: SceneInput,
): World {
  const system: System = compile(unevenServers(settings.work as number), {
    seed,
    load: { rate: settings.rate as number },
    window: WINDOW * tick,
    policyFor: () => balancer(() => system),
  });
  const { simulation } = system;
  if (settings.fault === 'slow') {
    system.plan([
      { at: FAULT_AT, does: 'slow', node: 'new', copy: STRUCK, factor: SLOWED_BY },
      { at: FAULT_ENDS, does: 'recover', node: 'new', copy: STRUCK },
    ]);
  } else if (settings.fault === 'fails') {
    // Not a crash of the tier: health checks would notice that. This server's health page is fine, only its sales fail.
    const server = system.tiers.get('new')!.copies[STRUCK]!;
    simulation.after(FAULT_AT, () => server.crash(), undefined);
    simulation.after(FAULT_ENDS, () => server.recover(), undefined);
  }
  const { meter } = system.sources[0]!;
  const events: { at: number; text: string }[] = [];
  const failures = () => Object.values(meter.ended).reduce((sum, count) => sum + count, 0) - meter.ended.ok;
  if (settings.fault !== 'none') {
    const what = settings.fault === 'slow' ? 'is five times slower' : 'answers at once with errors';
    let before = 0;
    simulation.after(
      FAULT_AT,
      () => {
        before = failures();
        events.push({ at: simulation.now, text: `New server ${STRUCK + 1} ${what}.` });
      },
      undefined,
    );
    const over = () => `It is well again. Meanwhile ${number.format(failures() - before)} requests failed.`;
    simulation.after(FAULT_ENDS, () => events.push({ at: simulation.now, text: over() }), undefined);
  }
  const p99 = () => (meter.stays.count > 0 ? number.format(meter.stays.percentile(99)) : '–');
  const world = systemWorld({
    title,
    system,
    tick: WINDOW * tick,
    charts: ['tail', 'failures'],
    breakable: ['new', 'old'],
    oneIn: 5,
    textOf: (node) => (node === 'balancer' ? `p99 ${p99()} ms` : undefined),
  });
  const told = () => {
    const ended = meter.ended.ok + failures();
    return `${(ended > 0 ? (100 * failures()) / ended : 0).toFixed(1)} % failed`;
  };
  const old = world.nodes.old!;
  return {
    ...world,
    nodes: { ...world.nodes, customers: () => ({ copies: [], waiting: 0, text: told() }) },
    charts: [
      ...world.charts,
      { title: 'Old servers', unit: 'requests that wait', series: [{ label: 'waiting', read: () => old().waiting }] },
    ],
    events: () => [...events, { at: SECONDS * 1000, text: `99 in 100 took at most ${p99()} ms; ${told()}.` }],
  };
}

function unevenServers(work: number): Architecture {
  return {
    title: 'Six uneven servers',
    nodes: [
      { id: 'customers', kind: 'client', label: 'Customers' },
      { id: 'balancer', kind: 'load-balancer' },
      { id: 'new', kind: 'web', label: 'New servers', replicas: 4, ...machine(NEW) },
      { id: 'old', kind: 'web', label: 'Old servers', replicas: 2, ...machine(work) },
    ],
    links: [
      { from: 'customers', to: 'balancer' },
      { from: 'balancer', to: 'new' },
      { from: 'balancer', to: 'old' },
    ],
  };
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
