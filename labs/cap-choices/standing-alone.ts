/**
 * What a replica does follows from what it was created with and has been told, and from nothing else. A variable outside `createReplica`
 * would be shared by all replicas here, and by none in life; and nothing that is remembered of a replica would be true of another.
 */
import { textOf } from '#exploration';
import { fail, format, newCase } from '#grading';
import { type CreateReplica, NotAReplica } from './actor.ts';
import { runSchedule, type Schedule } from './run.ts';
import { REPLICAS, read, write } from './schedules.ts';
import type { Mode } from './types.ts';

const METHODS = ['read', 'write', 'receive'] as const;

type Method = (...args: unknown[]) => unknown;

/** One replica of a cluster, and every call of it with what it returned. */
interface Recorded {
  id: string;
  peers: string[];
  calls: { method: (typeof METHODS)[number]; args: unknown[]; returned: string }[];
}

const THREE = REPLICAS.slice(0, 3);

/** First nothing is written, then something is: what is left of the second must not be seen by those who lived through the first. */
const SCHEDULES = [
  THREE.map((id) => read('Ada', id)),
  [write('Ada', 'a', 'tea'), ...['c', 'b', 'a'].map((id) => read('Ada', id, 300))],
];

/** Requires that a new replica which is told what another was told, alone, does the same about it. */
export function standAlone(create: CreateReplica, mode: Mode): void {
  const recorded: Recorded[] = [];
  for (const requests of SCHEDULES) {
    const network = { seed: 1, fastest: 1, slowest: 50, rules: [], repeated: 0, latestRepeat: 0 };
    const schedule: Schedule = { mode, replicas: THREE, requests, cuts: [], network, clocks: {} };
    const cluster: Recorded[] = [];
    try {
      runSchedule(schedule, recording(create, cluster));
    } catch (thrown) {
      // What it does wrong is for the schedules to come, which show it.
      if (thrown instanceof NotAReplica) return;
      throw thrown;
    }
    recorded.push(...cluster.reverse());
  }
  for (const replica of recorded) compare(create, mode, replica);
}

/** Creates replicas that note what is asked of them. */
function recording(create: CreateReplica, cluster: Recorded[]): CreateReplica {
  return (id, peers, mode) => {
    const replica = create(id, peers, mode) as Record<string, Method> | null;
    const calls: Recorded['calls'] = [];
    cluster.push({ id, peers, calls });
    if (!METHODS.every((method) => typeof replica?.[method] === 'function')) return replica;
    return Object.fromEntries(
      METHODS.map((method) => [
        method,
        (...args: unknown[]) => {
          const returned = replica![method]!(...args);
          calls.push({ method, args, returned: textOf(returned) });
          return returned;
        },
      ]),
    );
  };
}

function compare(create: CreateReplica, mode: Mode, { id, peers, calls }: Recorded): void {
  newCase();
  const replica = create(id, [...peers], mode) as Record<string, Method>;
  for (const { method, args, returned } of calls) {
    const again = replica[method]!(...args);
    if (textOf(again) === returned) continue;
    fail(
      `A new replica ${id} that is told the same as another before it, and alone, does something else: ${method}(${args.map((arg) => format(arg)).join(', ')}). ` +
        'All that a replica knows has to be in what createReplica returned for it: variables outside are shared by all replicas here, and by none in life.',
      { expected: returned, actual: textOf(again) },
    );
  }
}
