/**
 * A learner's replica as an actor: a deterministic function of the events that it has been told, which emits effects. It knows nothing
 * of who keeps the time or chooses what happens next: a simulation does by its clock, and whoever explores schedules by a plan. What
 * the learner's functions return is checked here, against what this replica has been asked and has answered so far.
 */
import { type Effect, type Explorable, type Input, isPlainData, isRecord } from '#exploration';
import { format } from '#grading';
import type { Mode } from './types.ts';

/** What a client asks for: a read, or a write of a value. */
export interface Asked {
  /** Names the request. No two have the same name. */
  id: string;
  key: string;
  /** What to write; a read when absent. */
  write?: string;
}

/** A request without its name. */
export type Ask = Omit<Asked, 'id'>;

/** `value` is what a read was answered, and null otherwise. */
export interface Answer {
  ok: boolean;
  value: string | null;
}

/** Something that happens to a replica. */
export type ReplicaEvent = Input<Ask>;

/** Something that a replica does. */
export type ReplicaEffect = Effect<Answer>;

export type ReplicaActor = Explorable<Ask, Answer>;

/** A replica did something that no replica may do; the message says what, for the learner. */
export class NotAReplica extends Error {
  override readonly name: string = 'NotAReplica';
}

/** The learner's functions. What they return is checked here, so it is `unknown`. */
interface Replica {
  read(request: string, key: string, now: number): unknown;
  write(request: string, key: string, value: string, now: number): unknown;
  receive(from: string, message: unknown, now: number): unknown;
}

export type CreateReplica = (id: string, peers: string[], mode: Mode) => unknown;

/** Makes calls one after the other without a look at what comes back, for replicas that are far away. */
export type InOneGo = (
  calls: readonly (readonly [method: (...args: never[]) => unknown, ...args: unknown[]])[],
) => void;

/** The replica `id` of a cluster as an actor, on a machine of its own each time that it is started. It throws NotAReplica, and whatever the learner's code throws. */
export function replicaActor(
  create: CreateReplica,
  id: string,
  peers: readonly string[],
  mode: Mode,
  inOneGo?: InOneGo,
): ReplicaActor {
  let replica: Replica;
  /** The requests that it was asked, and those of them that it has replied to. */
  const asked = new Map<string, Asked>();
  const replied = new Set<string>();

  function tell(event: ReplicaEvent): unknown {
    if ('asked' in event) asked.set(event.asked.id, event.asked);
    const [method, ...args] = callFor(event);
    return (replica[method] as (...args: unknown[]) => unknown)(...args);
  }

  function callFor(event: ReplicaEvent): readonly [method: keyof Replica, ...args: unknown[]] {
    if ('message' in event) return ['receive', event.from, event.message, event.now];
    const { id: request, key, write } = event.asked;
    return write === undefined ? ['read', request, key, event.now] : ['write', request, key, write, event.now];
  }

  function checked(effect: unknown, cause: string): ReplicaEffect {
    if (!isRecord(effect) || 'send' in effect === 'reply' in effect)
      throw new NotAReplica(`${cause} returned an effect that is neither a send nor a reply: ${format(effect)}.`);
    return 'send' in effect ? sent(effect, cause) : reply(effect, cause);
  }

  function* oneByOne(effects: readonly unknown[], cause: string): Generator<ReplicaEffect> {
    for (const effect of effects) yield checked(effect, cause);
  }

  function sent({ send: to, message, after }: Record<string, unknown>, cause: string): ReplicaEffect {
    if (typeof to !== 'string' || (to !== id && !peers.includes(to)))
      throw new NotAReplica(`${cause} sent a message to ${format(to)}, which is not a replica of this cluster.`);
    if (!isPlainData(message))
      throw new NotAReplica(
        `${cause} sent a message to ${to} that is not plain data: text, numbers, lists and objects made of them, and no Map, Set, Date, function or promise.`,
      );
    if (to !== id) {
      if (after !== undefined)
        throw new NotAReplica(`${cause} sent a message to ${to} with \`after\`: only messages to itself can wait.`);
      return { do: 'send', to, message };
    }
    if (after !== undefined && !(typeof after === 'number' && after >= 0 && Number.isFinite(after)))
      throw new NotAReplica(`${cause} set an alarm after ${format(after)}: milliseconds are a number, 0 or more.`);
    return { do: 'wait', after: after ?? 0, message };
  }

  function reply({ reply: name, ok, value }: Record<string, unknown>, cause: string): ReplicaEffect {
    const request = asked.get(name as string);
    if (!request) throw new NotAReplica(`${cause} replied to ${format(name)}, which nobody asked of ${id}.`);
    if (replied.has(request.id))
      throw new NotAReplica(
        `${cause} replied to ${request.id} again: ${describeRequest({ ...request, replica: id })} had its reply already.`,
      );
    if (typeof ok !== 'boolean')
      throw new NotAReplica(`${cause} replied to ${request.id} without \`ok: true\` or \`ok: false\`.`);
    const isRead = ok && request.write === undefined;
    if (isRead && value !== null && typeof value !== 'string')
      throw new NotAReplica(
        `${cause} answered the read ${request.id} with the value ${nameOf(value)}: a value is a string, or null.`,
      );
    replied.add(request.id);
    return { do: 'reply', id: request.id, ok, value: isRead ? (value as string | null) : null };
  }

  function play(story: readonly { event: ReplicaEvent; does: readonly ReplicaEffect[] }[]): void {
    for (const { event, does } of story) {
      if ('asked' in event) asked.set(event.asked.id, event.asked);
      for (const effect of does) if (effect.do === 'reply') replied.add(effect.id);
    }
    inOneGo!(
      story.map(({ event }) => {
        const [method, ...args] = callFor(event);
        return [replica[method], ...args];
      }),
    );
  }

  return {
    ...(inOneGo && { play }),
    start() {
      replica = checkedReplica(create(id, [...peers], mode));
      asked.clear();
      replied.clear();
    },
    exec(event) {
      const effects = tell(event);
      const cause = describeEvent(event, id);
      if (!Array.isArray(effects))
        throw new NotAReplica(`${cause} returned ${nameOf(effects)} instead of a list of effects.`);
      return oneByOne(effects, cause);
    },
  };
}

/** `read("x") at a` */
export function describeRequest({ key, write, replica }: Omit<Asked, 'id'> & { replica: string }): string {
  return `${write === undefined ? `read("${key}")` : `write("${key}", "${write}")`} at ${replica}`;
}

function describeEvent(event: ReplicaEvent, id: string): string {
  if ('message' in event) return `receive at ${id}, from ${event.from === id ? 'itself' : event.from},`;
  return `${event.asked.write === undefined ? 'read' : 'write'} at ${id}`;
}

function checkedReplica(replica: unknown): Replica {
  for (const name of ['read', 'write', 'receive'])
    if (!isRecord(replica) || typeof replica[name] !== 'function')
      throw new NotAReplica(
        `createReplica returned ${nameOf(replica)}: it has to return an object with the functions read, write and receive.`,
      );
  return replica as unknown as Replica;
}

function nameOf(value: unknown): string {
  if (value instanceof Promise) return 'a Promise';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
