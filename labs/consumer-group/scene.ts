/**
 * A group whose members come and go, and the learner's `assign` that shares out the partitions each time. Beside it the reference, and a
 * group that deals everything out afresh. A partition that changes hands is not read for a while.
 */
import { type Architecture, sketch } from '#architecture';
import { Copy, makeCopies, Server, store, Tier, Topic, type Way, waysTo } from '#parts';
import {
  atEnd,
  attempt,
  chart,
  defineScene,
  eachCopy,
  nodesByName,
  perSecond,
  type SceneInput,
  slider,
  type World,
  world,
} from '#scene';
import { constant, OpenSource, poisson, Simulation, uniform, Weighted } from '#simulation';
import { counted, whole } from '#words';
import { staying, wrongWith } from './judge.ts';
import { assign } from './solution.ts';
import type { Claim, Share } from './types.ts';

const PARTITIONS = Array.from({ length: 12 }, (_, place) => `p${place}`);
/** When member 2 leaves, and when it is back, in ms. */
const [LEAVES, RETURNS] = [15_000, 35_000];
/** How long a member works on a record, in ms. */
const WORK = uniform(15, 25);
/** How many sentences are told of wrong answers. */
const MOST_TOLD = 5;

type Assign = typeof assign;

const reference = { assign };

/** Kafka's RoundRobinAssignor: everything anew, each in turn. */
const afresh: Assign = (members, partitions) =>
  members.map((member, place) => ({
    member,
    partitions: partitions.filter((_, at) => at % members.length === place),
  }));

const knobs = {
  members: slider('Members', { min: 2, max: 6, value: 4 }),
  rate: slider('Records', { min: 40, max: 200, step: 20, value: 120, unit: 'per second' }),
  pause: slider('A partition that changes hands is not read for', { min: 0, max: 10, value: 4, unit: 's' }),
};

export default defineScene({
  title: 'Who reads which partition, as members come and go',
  seconds: 60,
  still: 17,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    return [
      ...(learner === reference ? [] : [groupWorld('Yours', learner.assign, input)]),
      groupWorld('The reference', assign, input),
      groupWorld('Dealt out afresh', afresh, input),
    ];
  },
});

function architectureOf(members: number): Architecture {
  const ids = Array.from({ length: members }, (_, place) => `member-${place + 1}`);
  return sketch(
    'A topic in twelve partitions, and the group that reads it',
    `services: producer "Services" ~> topic: topic "Topic"
     ${ids.map((id, place) => `topic ~> ${id}: consumer "Member ${place + 1}"`).join('\n')}`,
    { topic: { partitions: PARTITIONS.length } },
  );
}

function groupWorld(
  title: string,
  decide: Assign,
  { seed, tick, settings: { members, rate, pause } }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  let wrong = 0;
  const tell = (text: string) => void told.push({ at: simulation.now, text });
  const tellWrong = (text: string) => {
    if (wrong++ < MOST_TOLD) tell(text);
  };
  const copies = makeCopies(simulation, 'member', members, (name) => ({
    work: new Server(simulation, { name: `${name} work`, service: WORK }),
    slots: 1,
    steps: [],
  }));
  const group = new Tier(simulation, 'member', copies);
  const nameOf = (way: Way): string => `member ${way.index + 1}`;
  let moved = 0;
  let generation = 0;
  let previous: Claim[] = [];

  /** Asks the learner's function, and does as it says as far as that can be done. */
  const sharedBy = (readers: readonly Way[]): (Way | undefined)[] => {
    const names = readers.map(nameOf);
    const claims = previous.map((claim) => ({ ...claim, partitions: [...claim.partitions] }));
    const asked = { members: names, partitions: PARTITIONS, previous };
    const answer = attempt(() => decide([...names], [...PARTITIONS], claims));
    if ('threw' in answer) {
      tellWrong(`assign threw ${answer.threw}. Nobody reads anything.`);
      return [];
    }
    const problem = title === 'Yours' ? wrongWith(asked, answer.answer) : undefined;
    if (problem !== undefined) tellWrong(problem);
    const shares: Share[] = Array.isArray(answer.answer) ? answer.answer : [];
    const owners = new Map<string, Way>();
    for (const share of shares) {
      const way = readers[names.indexOf(share?.member)];
      const list: unknown = share?.partitions;
      for (const partition of way && Array.isArray(list) ? list : [])
        if (!owners.has(partition)) owners.set(partition, way!);
    }
    const now = readers.map((way) => PARTITIONS.filter((partition) => owners.get(partition) === way));
    if (generation > 0) {
      const owned = previous
        .filter(({ member }) => names.includes(member))
        .reduce((sum, { partitions }) => sum + partitions.length, 0);
      const without = owned - staying(previous, now, names);
      moved += without;
      tell(
        `The group has ${counted(names.length, 'member')}: ${without === 0 ? 'nothing is taken from anybody' : `${counted(without, 'partition')} ${without === 1 ? 'is' : 'are'} taken from members that are there`}.`,
      );
    }
    generation++;
    previous = names.map((member, place) => ({ member, partitions: now[place]!, generation }));
    return PARTITIONS.map((partition) => owners.get(partition));
  };

  const topic: Topic = new Topic(simulation, {
    name: 'topic',
    tier: new Tier(simulation, 'keeper', [new Copy(simulation, { name: 'keeper', steps: [] })]),
    groups: [waysTo(simulation, 'topic to member', group, { latency: constant(20) })],
    partitions: PARTITIONS.length,
    partitionOf: (key, count) => key % count,
    sharedBy,
    handingOver: pause * 1000,
  });
  const entrance = new Copy(simulation, { name: 'topic/1', steps: [store(topic)] });
  const ways = waysTo(simulation, 'services to topic', new Tier(simulation, 'topic', [entrance]), {
    latency: constant(20),
  });
  const source = new OpenSource(simulation, {
    name: 'services',
    to: ways[0]!.link,
    arrivals: poisson(rate),
    keys: new Weighted(new Array<number>(PARTITIONS.length).fill(1)),
  });
  const leaver = Math.min(2, members) - 1;
  simulation.after(LEAVES, () => group.crash(leaver), undefined);
  simulation.after(RETURNS, () => group.recover(leaver), undefined);

  const architecture = architectureOf(members);
  const named = nodesByName(architecture);
  const idOf = (station: string) => station.replace(/^member\//, 'member-');
  const lag = () => PARTITIONS.reduce((sum, _, partition) => sum + topic.lagOf(0, partition), 0);
  return world({
    title,
    simulation,
    architecture,
    oneIn: 8,
    nodeOf: (station) => named(idOf(station)),
    nodes: {
      topic: () => ({ copies: [], waiting: lag() }),
      ...Object.fromEntries(
        copies.map((copy, place) => [
          idOf(copy.name),
          () => {
            const reads = PARTITIONS.filter((_, partition) => topic.readerOf(0, partition) === place);
            const state = copy.serves ? ('up' as const) : ('down' as const);
            const text = copy.serves ? (reads.length === 0 ? 'reads nothing' : `reads ${reads.join(' ')}`) : 'has left';
            return { copies: [{ state, busy: copy.serves && reads.length > 0 ? 1 : 0 }], waiting: 0, text };
          },
        ]),
      ),
    },
    charts: [
      chart('Records', 'per second', {
        sent: perSecond(() => source.meter.ended.ok, tick),
        'worked on': perSecond(() => topic.done, tick),
      }),
      chart('Lag', 'records', { 'of all partitions': lag }),
      chart('Taken from members that are there, so far', 'partitions', { moved: () => moved }),
    ],
    breaks: eachCopy(group, (number) => `Member ${number}`),
    told,
    tells: [atEnd(() => `${whole(moved)} partitions were taken from members that were there.`)],
  });
}
