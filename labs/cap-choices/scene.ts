/**
 * Five replicas of one key in two regions, in CP and in AP mode, under the same traffic and the same cut; or one mode alone,
 * and then the learner's beside those of the reference. It is the cluster of the hidden tests, with distances that the brief allows.
 */
import type { Architecture } from '#architecture';
import {
  at,
  atEnd,
  chart,
  choice,
  defineScene,
  growth,
  percentOf,
  type SceneInput,
  slider,
  type Telling,
  type World,
  world,
} from '#scene';
import { Simulation } from '#simulation';
import { counted, inSeries } from '#words';
import type { CreateReplica } from './actor.ts';
import { History, nameOf, User } from './clients.ts';
import { Observer } from './observer.ts';
import { createReplica } from './solution.ts';
import type { Mode } from './types.ts';
import { LONGEST_DELAY, startCluster } from './world.ts';

const SECONDS = 24;
/** When the planned cut begins, in seconds. */
const CUT_AT = 5;
/** One way within a region, and between a client and its replica, in ms. */
const NEARBY = 5;
/** Messages and alarms of one world; ten requests per second make fewer than 10,000. */
const MOST_DELIVERIES = 30_000;

const REPLICAS = ['a', 'b', 'c', 'd', 'e'];
const WEST = ['a', 'b'];
const PAIRS = REPLICAS.flatMap((one, index) =>
  REPLICAS.slice(index + 1).map((other): [string, string] => [one, other]),
);
const CLIENTS = [
  { id: 'wendy', name: 'Wendy', side: 'West', asks: 'a' },
  { id: 'eric', name: 'Eric', side: 'East', asks: 'e' },
];

/** The groups that the planned cut leaves, by the value of its knob. */
const GROUPS = {
  'two-three': ['ab', 'cde'],
  'one-four': ['a', 'bcde'],
  'three-ways': ['ab', 'cd', 'e'],
  none: ['abcde'],
};

const does: Record<Mode, string> = { CP: 'a majority, or a refusal', AP: 'always an answer' };

const architecture = (mode: Mode): Architecture => ({
  title: `${mode}: ${does[mode]}`,
  regions: [
    { id: 'west', label: 'West' },
    { id: 'east', label: 'East' },
  ],
  nodes: [
    { id: 'wendy', kind: 'client', label: 'Wendy' },
    ...REPLICAS.map((id) => ({
      id,
      kind: 'database' as const,
      label: `Replica ${id.toUpperCase()}`,
      region: WEST.includes(id) ? 'west' : 'east',
    })),
    { id: 'eric', kind: 'client', label: 'Eric' },
  ],
  links: [
    ...CLIENTS.map(({ id, asks }) => ({ from: id, to: asks })),
    ...PAIRS.map(([from, to]) => ({ from, to, kind: 'replication' as const })),
  ],
});

const knobs = {
  shown: choice('Shown', { both: 'CP and AP', CP: 'CP alone', AP: 'AP alone' }, 'both'),
  cut: choice(
    'The cut, from 5 s',
    { 'two-three': 'A, B | C, D, E', 'one-four': 'A | B, C, D, E', 'three-ways': 'A, B | C, D | E', none: 'none' },
    'two-three',
  ),
  lasts: slider('It lasts', { min: 1, max: 16, value: 10, unit: 's' }),
  writers: choice('Who writes', { both: 'Wendy and Eric', eric: 'only Eric' }, 'both'),
  rate: slider('Each client', { min: 1, max: 10, value: 3, unit: 'requests/s' }),
  distance: slider('West to east, one way', { min: 5, max: LONGEST_DELAY, step: 5, value: 40, unit: 'ms' }),
};

const reference: { createReplica: CreateReplica } = { createReplica };

export default defineScene({
  title: 'Refuse, or risk a stale answer',
  seconds: SECONDS,
  pace: 0.4,
  still: 14,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const { shown } = input.settings;
    const of = (mode: Mode, title: string, code = learner) => clusterWorld(title, mode, code, input);
    if (learner === reference) return shown === 'both' ? [of('CP', 'CP'), of('AP', 'AP')] : [of(shown, shown)];
    return shown === 'both'
      ? [of('CP', 'CP, yours'), of('AP', 'AP, yours')]
      : [of(shown, 'Yours'), of(shown, 'The reference', reference)];
  },
});

function clusterWorld(
  title: string,
  mode: Mode,
  { createReplica: create }: typeof reference,
  { seed, settings, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const tell = (text: string) => told.push({ at: simulation.now, text });

  // ——— what is seen of the replicas, and told when links are mended ———

  const history = new History();
  /** When links were mended while replicas differed; undefined once they agree. */
  let mendedAt: number | undefined;
  const observer = new Observer(simulation, mode, REPLICAS, () => {
    const { values } = observer;
    if (mendedAt === undefined || values.length > 1) return;
    const [since, after] = [mendedAt, ((simulation.now - mendedAt) / 1000).toFixed(1)];
    mendedAt = undefined;
    const value = nameOf(values[0]!);
    if (mode === 'CP') {
      tell(`${value} has reached all five, ${after} s after the mending.`);
      return;
    }
    const dropped = observer.unknownTo(values[0]!).filter((write) => history.confirmedAt(write) < since).length;
    tell(
      `All five hold ${value}, ${after} s after the mending.` +
        (dropped > 0
          ? ` ${counted(dropped, 'confirmed write')} that it did not know of ${dropped === 1 ? 'is' : 'are'} dropped.`
          : ''),
    );
  });
  /** What is told of a mending, as it happens. */
  const mended = (): string => {
    const { values } = observer;
    mendedAt = values.length > 1 ? simulation.now : undefined;
    const held = inSeries(values.map(nameOf));
    return mode === 'CP' ? `Mended. The newest that has reached them: ${held}.` : `Mended. The replicas hold ${held}.`;
  };

  // ——— the cluster and its clients ———

  const groups = GROUPS[settings.cut].map((group) => [...group]);
  const cut = { from: CUT_AT * 1000, to: (CUT_AT + settings.lasts) * 1000, groups };
  const isFar = (one: string, other: string) => WEST.includes(one) !== WEST.includes(other);
  const far = REPLICAS.flatMap((from) => REPLICAS.filter((to) => isFar(from, to)).map((to) => ({ from, to })));
  const network = {
    seed,
    fastest: NEARBY,
    slowest: NEARBY,
    rules: far.map((ends) => ({ ...ends, since: 0, until: SECONDS * 1000, delay: settings.distance })),
    repeated: 0,
    latestRepeat: 0,
  };
  const plan = { mode, replicas: REPLICAS, cuts: [cut], network, clocks: {} };
  const { machines, wires } = startCluster(simulation, plan, create, MOST_DELIVERIES, observer);
  observer.audit([...machines.values()]);
  const clients = CLIENTS.map(({ id, name, side, asks }) => {
    const writes = settings.writers === 'both' || id === settings.writers;
    const options = { id, name, replica: machines.get(asks)!, distance: NEARBY, perSecond: settings.rate, writes };
    return { id, side, user: new User(simulation, { ...options, history }) };
  });
  /** A line for each side. Its values are of the second before. */
  const bySide = (read: (user: User) => (now: number) => number) =>
    Object.fromEntries(clients.map(({ side, user }) => [side, read(user)]));
  const aSecond = Math.round(1000 / tick);
  const inASecond = (how: keyof User['ended']) => bySide(({ ended }) => growth(() => ended[how], aSecond));
  const meanTime = bySide((user) => {
    const inHundred = percentOf(
      () => user.time,
      () => user.ended.answered + user.ended.stale,
      aSecond,
    );
    return (now) => inHundred(now) / 100;
  });

  // ——— how it is drawn, and broken ———

  const lines = PAIRS.map((pair, index) => ({
    place: CLIENTS.length + index,
    label: `Link ${pair.join('–').toUpperCase()}`,
    both: wires.filter(({ from, to }) => pair.includes(from) && pair.includes(to)),
  }));
  const recovered = (parts: readonly { recover(): void }[]) => {
    for (const part of parts) part.recover();
    tell(mended());
  };
  const isPlanned = groups.length > 1;
  const tells: (Telling | false)[] = [
    isPlanned &&
      at(CUT_AT, `Cut: ${groups.map((group) => inSeries(group.map((id) => id.toUpperCase()))).join(' | ')}.`),
    isPlanned && at(CUT_AT + settings.lasts, mended),
    ...clients.map(({ side, user: { ended } }) =>
      atEnd(() => `${side}: ${ended.answered} answered well, ${ended.stale} stale, ${ended.refused} refused.`),
    ),
  ];
  return world({
    title,
    simulation,
    architecture: architecture(mode),
    nodes: Object.fromEntries(
      [...machines].map(([id, machine]) => [
        id,
        () => ({
          // Filled while a client waits for its answer.
          copies: [{ state: machine.up ? 'up' : 'down', busy: machine.waiting > 0 ? 1 : 0 }],
          waiting: machine.waiting,
          text: nameOf(observer.held(id)),
        }),
      ]),
    ),
    says: Object.fromEntries(clients.map(({ id, user }) => [id, () => user.told])),
    charts: [
      chart('Refused', 'per second', inASecond('refused')),
      chart('Stale reads', 'per second', inASecond('stale')),
      chart('Different values', 'at five replicas', { values: () => observer.values.length }),
      chart('Response time', 'ms, mean', meanTime),
    ],
    breaks: [
      ...lines.map(({ place, label, both }) => ({
        name: `link:${place}`,
        label,
        cut() {
          for (const wire of both) wire.cut();
        },
        recover: () => recovered(both),
      })),
      ...REPLICAS.map((id) => ({
        name: id,
        label: `Replica ${id.toUpperCase()}`,
        crash: () => machines.get(id)!.crash(),
        recover: () => recovered([machines.get(id)!]),
      })),
    ],
    cut: () => lines.flatMap(({ place, both }) => (both.some((wire) => wire.isCut) ? [place] : [])),
    tells,
    told,
  });
}
