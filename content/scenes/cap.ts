/**
 * Lesson 3: five replicas of one key, twice, under the same traffic and the same cut. One system refuses whoever cannot reach a
 * majority; the other answers everybody, and has to agree with itself afterwards.
 */

import type { Architecture } from '#architecture';
import { Link } from '#parts';
import { defineScene, type SceneInput, type World } from '#scene';
import { constant, OpenSource, poisson, Simulation } from '#simulation';
import { inSeries } from '#words';
import { ClientSide, History } from './cap/clients.ts';
import { Gossiper, Register, type Replica, type Version, versionName } from './cap/replicas.ts';

const SECONDS = 24;
/** When the planned cut begins, in ms. */
const CUT_AT = 5_000;
/** One way within a region, and between a client and its replica, in ms. */
const NEARBY = 5;

const REPLICAS = ['a', 'b', 'c', 'd', 'e'] as const;
const WEST: readonly string[] = ['a', 'b'];
const PAIRS = REPLICAS.flatMap((one, index) => REPLICAS.slice(index + 1).map((other) => [one, other] as const));
const CLIENTS = [
  { id: 'wendy', label: 'West', at: 'a' },
  { id: 'eric', label: 'East', at: 'e' },
] as const;

/** The parts that the planned cut leaves, by the value of its knob. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'two-three': ['ab', 'cde'],
  'one-four': ['a', 'bcde'],
  'three-ways': ['ab', 'cd', 'e'],
  none: ['abcde'],
};

const architecture = (title: string): Architecture => ({
  title,
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
    ...CLIENTS.map(({ id, at }) => ({ from: id, to: at })),
    ...PAIRS.map(([from, to]) => ({ from, to, kind: 'replication' as const })),
  ],
});

const KINDS = [
  { title: 'CP', does: 'a majority, or a refusal', Kind: Register },
  { title: 'AP', does: 'always an answer', Kind: Gossiper },
] as const;

export default defineScene({
  title: 'Refuse, or risk a stale answer',
  seconds: SECONDS,
  pace: 0.4,
  still: 14,
  knobs: {
    cut: {
      kind: 'choice',
      label: 'The cut, from 5 s',
      options: [
        { value: 'two-three', label: 'A, B | C, D, E' },
        { value: 'one-four', label: 'A | B, C, D, E' },
        { value: 'three-ways', label: 'A, B | C, D | E' },
        { value: 'none', label: 'none' },
      ],
      value: 'two-three',
    },
    lasts: { kind: 'number', label: 'It lasts', unit: 's', min: 1, max: 16, step: 1, value: 10 },
    writers: {
      kind: 'choice',
      label: 'Who writes',
      options: [
        { value: 'both', label: 'Wendy and Eric' },
        { value: 'eric', label: 'only Eric' },
      ],
      value: 'both',
    },
    rate: { kind: 'number', label: 'Each client', unit: 'requests/s', min: 1, max: 10, step: 1, value: 3 },
    distance: { kind: 'number', label: 'West to east, one way', unit: 'ms', min: 5, max: 120, step: 5, value: 75 },
  },
  worlds: (input) => KINDS.map((kind) => capWorld(kind, input)),
});

/** The two directions between a pair of replicas, cut and mended together. */
interface Wire {
  links: readonly Link[];
  /** Whether the planned cut holds it; what a viewer cut is not mended by the plan. */
  byPlan: boolean;
  byHand: boolean;
}

function capWorld({ title, does: what, Kind }: (typeof KINDS)[number], { seed, settings }: SceneInput): World {
  const simulation = new Simulation(seed);
  const events: { at: number; text: string }[] = [];
  const tell = (text: string) => events.push({ at: simulation.now, text });

  // ——— replicas and the wires between them ———

  /** When links were mended while replicas differed; undefined once they agree. */
  let mendedAt: number | undefined;
  const replicas = new Map<string, Replica>();
  const held = () => [...new Set([...replicas.values()].map((replica) => replica.held))];
  const onLearned = () => {
    const versions = held();
    if (mendedAt === undefined || versions.length > 1) return;
    const after = ((simulation.now - mendedAt) / 1000).toFixed(1);
    tell(`All five hold ${versionName(versions[0]!)}, ${after} s after the mending.`);
    mendedAt = undefined;
  };
  /** The version that each was written over. */
  const writtenOver = new Map<Version, Version>();
  const onWritten = (version: Version, over: Version) => writtenOver.set(version, over);
  REPLICAS.forEach((name, index) => {
    replicas.set(name, new Kind(simulation, { name, place: index + 1, onLearned, onWritten }));
  });
  const wires = PAIRS.map(([one, other]): Wire => {
    const crosses = WEST.includes(one) !== WEST.includes(other);
    const latency = constant(crosses ? (settings.distance as number) : NEARBY);
    const links = [
      [one, other],
      [other, one],
    ].map(([from, to]) => {
      const link = new Link(simulation, { name: `${from}→${to}`, to: replicas.get(to!)!, latency });
      replicas.get(from!)!.connect(link);
      return link;
    });
    return { links, byPlan: false, byHand: false };
  });
  const set = (wire: Wire, change: Partial<Wire>) => {
    const { byPlan, byHand } = Object.assign(wire, change);
    for (const link of wire.links) byPlan || byHand ? link.cut() : link.recover();
  };
  const mended = () => {
    const versions = held().sort((one, other) => one - other);
    mendedAt = versions.length > 1 ? simulation.now : undefined;
    // A register takes in no write that it could not compare with a majority.
    const dropped = Kind === Gossiper ? droppedWrites(versions, writtenOver) : 0;
    tell(
      `Mended. The replicas hold ${inSeries(versions.map(versionName))}.` +
        (dropped > 0
          ? ` The greatest wins: ${dropped} confirmed ${dropped === 1 ? 'write is' : 'writes are'} dropped.`
          : ''),
    );
  };

  // ——— the planned cut ———

  const parts = PARTS[settings.cut as string]!;
  const planned = wires.filter((_, index) => {
    const [one, other] = PAIRS[index]!;
    return !parts.some((part) => part.includes(one) && part.includes(other));
  });
  if (planned.length > 0) {
    simulation.after(
      CUT_AT,
      () => {
        for (const wire of planned) set(wire, { byPlan: true });
        tell(`Cut: ${parts.map((part) => inSeries([...part.toUpperCase()])).join(' | ')}.`);
      },
      undefined,
    );
    const mend = () => {
      for (const wire of planned) set(wire, { byPlan: false });
      mended();
    };
    simulation.after(CUT_AT + (settings.lasts as number) * 1000, mend, undefined);
  }

  // ——— clients ———

  const history = new History();
  const clients = CLIENTS.map(({ id, at, label }) => {
    const link = new Link(simulation, { name: `${id}→${at}`, to: replicas.get(at)!, latency: constant(NEARBY) });
    const client = new ClientSide(simulation, { name: id, to: link, history });
    const writes = settings.writers === 'both' || id === settings.writers;
    new OpenSource(simulation, {
      name: `${id} asks`,
      to: client,
      arrivals: poisson(settings.rate as number),
      kinds: writes ? { read: 2, write: 1 } : { read: 1 },
    });
    return { id, label, client };
  });

  return {
    title,
    simulation,
    architecture: architecture(`${title}: ${what}`),
    nodes: Object.fromEntries([
      ...[...replicas].map(([id, replica]) => [
        id,
        () => ({
          // Filled while a client waits for its answer.
          copies: [{ state: replica.up ? 'up' : 'down', busy: replica.unanswered > 0 ? 1 : 0 }],
          waiting: replica.unanswered,
          text: versionName(replica.held),
        }),
      ]),
      ...clients.map(({ id, client }) => [id, () => ({ copies: [], waiting: 0, text: client.told })]),
    ]),
    nodeOf: (station) => (station.includes('→') ? undefined : station.split(' ', 1)[0]),
    charts: [
      {
        title: 'Refused',
        unit: 'per second',
        series: clients.map(({ label, client }) => ({ label, read: (now) => client.lastSecond('refused', now) })),
      },
      {
        title: 'Stale reads',
        unit: 'per second',
        series: clients.map(({ label, client }) => ({ label, read: (now) => client.lastSecond('stale', now) })),
      },
      {
        title: 'Different values held',
        unit: 'by five replicas',
        series: [{ label: 'values', read: () => held().length }],
      },
      {
        title: 'Response time',
        unit: 'ms, mean',
        series: clients.map(({ label, client }) => ({ label, read: (now) => client.meanTime(now) })),
      },
    ],
    targets: [
      ...PAIRS.map(([one, other], index) => ({
        target: `link:${CLIENTS.length + index}`,
        label: `Link ${one.toUpperCase()}–${other.toUpperCase()}`,
        does: 'cut' as const,
      })),
      ...REPLICAS.map((id) => ({ target: id, label: `Replica ${id.toUpperCase()}`, does: 'crash' as const })),
    ],
    cut: () => wires.flatMap(({ byPlan, byHand }, index) => (byPlan || byHand ? [CLIENTS.length + index] : [])),
    strike({ does, target }) {
      const replica = replicas.get(target);
      const place = PAIRS.findIndex((_, index) => target === `link:${CLIENTS.length + index}`);
      if (replica && (does === 'crash' || does === 'recover')) {
        replica[does]();
      } else if (place >= 0 && does === 'cut') {
        set(wires[place]!, { byHand: true });
      } else if (place >= 0 && does === 'recover') {
        set(wires[place]!, { byPlan: false, byHand: false });
      } else {
        throw new RangeError(`There is nothing called "${target}" to ${does}.`);
      }
      if (does === 'recover') mended();
    },
    events: () => [
      ...events,
      ...clients.map(({ label, client }) => ({
        at: SECONDS * 1000,
        text: `${label}: ${client.count('answered')} answered well, ${client.count('stale')} stale, ${client.count('refused')} refused.`,
      })),
    ],
  };
}

/**
 * How many writes are lost when the greatest of these versions wins: those that lead up to one of the others, and that nobody
 * knew of on the way to the greatest.
 */
function droppedWrites(versions: readonly Version[], writtenOver: ReadonlyMap<Version, Version>): number {
  const kept = new Set(line(versions.at(-1)!, writtenOver));
  return new Set(versions.flatMap((version) => line(version, writtenOver).filter((write) => !kept.has(write)))).size;
}

/** A version, the one that it was written over, and so on. */
function line(version: Version, writtenOver: ReadonlyMap<Version, Version>): Version[] {
  const found: Version[] = [];
  for (let at: Version | undefined = version; at !== undefined; at = writtenOver.get(at)) found.push(at);
  return found;
}
