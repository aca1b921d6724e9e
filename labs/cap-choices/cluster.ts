/**
 * The world that a learner's replicas live in: a simulated network that delays, repeats and, across a cut, loses
 * messages, and clients that ask on every side of it. A run is decided by its schedule alone, which is plain data, so
 * it can be replayed, made smaller and drawn.
 */
import { type Arrow, format, type Picture, type Span } from '#grading';
import type { KeyValueCall, Operation, RegisterResult } from '#linearizability';

/** Milliseconds within which every request has to be answered or refused. */
export const DEADLINE = 1000;
/** Milliseconds that a message takes at most. */
export const LONGEST_DELAY = 50;
/** Milliseconds after its sending within which a message may be delivered a second time. */
export const LATEST_REPEAT = 500;
/** Messages and alarms that one run may deliver. */
export const MOST_DELIVERIES = 10_000;

export type Mode = 'CP' | 'AP';

/** One thing that a client asks for, of one replica. */
export interface ClientRequest {
  client: string;
  replica: string;
  /** Asked then, or as soon as the client's requests before it are over. */
  at: number;
  key: string;
  /** What to write; a read when absent. */
  write?: string;
}

/** From `from` until `to`, messages pass inside a group only. */
export interface Cut {
  from: number;
  to: number;
  groups: string[][];
}

/** Messages sent from one replica to another in this stretch of time take `delay`. The first rule that fits counts. */
export interface DelayRule {
  from: string;
  to: string;
  since: number;
  until: number;
  delay: number;
}

export interface Network {
  /** Decides every delay and repeat: each depends on the link and on how many messages it has carried, nothing else. */
  seed: number;
  /** Delays, where no rule says otherwise, are spread evenly over these milliseconds, both included. */
  fastest: number;
  slowest: number;
  rules: DelayRule[];
  /** The share of messages that are delivered twice. */
  repeated: number;
  /** The second delivery comes at most so long after the first. */
  latestRepeat: number;
}

export interface Schedule {
  mode: Mode;
  replicas: string[];
  requests: ClientRequest[];
  cuts: Cut[];
  network: Network;
  /** By how much a replica's clock is ahead; not at all where absent. */
  clocks: Record<string, number>;
}

/** A request as its client saw it. */
export interface Call {
  id: string;
  client: string;
  replica: string;
  key: string;
  write?: string;
  askedAt: number;
  outcome: 'waiting' | 'answered' | 'refused';
  /** When the reply came, if one did. */
  repliedAt?: number;
  /** The reply was among the effects of the request itself. */
  atOnce: boolean;
  /** What a read was answered. */
  value: string | null;
}

export interface SentMessage {
  from: string;
  to: string;
  sentAt: number;
  /** Absent when it was lost. */
  receivedAt?: number;
  message: unknown;
}

/** What happened. */
export interface Run {
  schedule: Schedule;
  /** In the order in which they were asked. */
  calls: Call[];
  messages: SentMessage[];
  /** Messages and alarms that arrived. */
  deliveries: number;
}

/** A replica did something that no replica may do; the message says what, for the learner. */
export class NotAReplica extends Error {
  override readonly name: string = 'NotAReplica';
}

/** The replicas sent each other, or themselves, more than any work could need. */
export class MessageStorm extends NotAReplica {
  override readonly name = 'MessageStorm';
}

/** The learner's functions. What they return is checked here, so it is `unknown`. */
export interface Replica {
  read(request: string, key: string, now: number): unknown;
  write(request: string, key: string, value: string, now: number): unknown;
  receive(from: string, message: never, now: number): unknown;
}

export type CreateReplica = (id: string, peers: string[], mode: Mode) => unknown;

export function emptyRun(schedule: Schedule): Run {
  return { schedule, calls: [], messages: [], deliveries: 0 };
}

/**
 * Runs a schedule to its end: until every request is over and, in CP mode, every alarm of a request may have rung.
 * What happens is added to `run` as it happens, so that there is something to show when the learner's code throws.
 *
 * @param stopAfter the id of a call whose reply ends the run
 * @throws NotAReplica for effects that make no sense, MessageStorm for far too many messages
 */
export function runCluster(
  schedule: Schedule,
  createReplica: CreateReplica,
  { run = emptyRun(schedule), stopAfter }: { run?: Run; stopAfter?: string } = {},
): Run {
  const { mode, network } = schedule;
  const queue = createQueue();
  const sentOn = new Map<string, number>();
  /** The calls whose clients still wait. */
  const open = new Set<Call>();
  const waitingRequests = Map.groupBy(schedule.requests, ({ client }) => client);
  let now = 0;
  let asked = 0;
  let lastAskedAt = 0;
  let stopped = false;

  const replicas = new Map<string, Replica>();
  for (const id of schedule.replicas) {
    const peers = schedule.replicas.filter((other) => other !== id);
    replicas.set(id, checkReplica(createReplica(id, peers, mode)));
  }
  const clock = (id: string): number => now + (schedule.clocks[id] ?? 0);

  function askNext(client: string): void {
    const next = waitingRequests.get(client)?.shift();
    if (next) queue.add(Math.max(next.at, now), () => ask(next));
  }

  function ask({ client, replica, key, write }: ClientRequest): void {
    const call: Call = {
      id: `r${++asked}`,
      client,
      replica,
      key,
      ...(write !== undefined && { write }),
      askedAt: now,
      outcome: 'waiting',
      atOnce: false,
      value: null,
    };
    run.calls.push(call);
    open.add(call);
    lastAskedAt = now;
    const target = replicas.get(replica)!;
    const effects =
      write === undefined
        ? target.read(call.id, key, clock(replica))
        : target.write(call.id, key, write, clock(replica));
    perform(replica, effects, `${write === undefined ? 'read' : 'write'} at ${replica}`);
    call.atOnce = call.outcome !== 'waiting';
    if (!call.atOnce) queue.add(now + DEADLINE, () => endOf(call));
  }

  /** The client goes on: it has a reply, or has stopped waiting for one. */
  function endOf(call: Call): void {
    if (open.delete(call)) askNext(call.client);
  }

  function perform(replica: string, effects: unknown, cause: string): void {
    if (!Array.isArray(effects)) {
      throw new NotAReplica(`${cause} returned ${nameOf(effects)} instead of a list of effects.`);
    }
    for (const effect of effects as unknown[]) {
      if (!isRecord(effect) || 'send' in effect === 'reply' in effect) {
        throw new NotAReplica(`${cause} returned an effect that is neither a send nor a reply: ${format(effect)}.`);
      }
      if ('send' in effect) send(replica, effect, cause);
      else reply(replica, effect, cause);
    }
  }

  function send(from: string, { send: to, message, after }: Record<string, unknown>, cause: string): void {
    if (typeof to !== 'string' || !replicas.has(to)) {
      throw new NotAReplica(`${cause} sent a message to ${format(to)}, which is not a replica of this cluster.`);
    }
    if (!isPlainData(message)) {
      throw new NotAReplica(
        `${cause} sent a message to ${to} that is not plain data (no functions, promises or dates).`,
      );
    }
    if (to === from) {
      if (after !== undefined && !(typeof after === 'number' && after >= 0 && Number.isFinite(after))) {
        throw new NotAReplica(`${cause} set an alarm after ${format(after)}: milliseconds are a number, 0 or more.`);
      }
      queue.add(now + (after ?? 0), () => deliver(from, to, message));
      return;
    }
    if (after !== undefined) {
      throw new NotAReplica(`${cause} sent a message to ${to} with \`after\`: only messages to itself can wait.`);
    }
    const link = `${from} ${to}`;
    const nth = (sentOn.get(link) ?? 0) + 1;
    sentOn.set(link, nth);
    const chance = (salt: number): number => fraction(network.seed, from, to, nth, salt);
    const rule = network.rules.find(
      (other) => other.from === from && other.to === to && other.since <= now && now <= other.until,
    );
    const delay = rule?.delay ?? network.fastest + Math.floor(chance(0) * (network.slowest - network.fastest + 1));
    travel(from, to, message, now + delay);
    if (chance(1) < network.repeated) {
      const later = delay + 1 + Math.floor(chance(2) * network.latestRepeat);
      travel(from, to, message, now + Math.min(later, LATEST_REPEAT));
    }
  }

  function travel(from: string, to: string, message: unknown, arrivesAt: number): void {
    const lost = schedule.cuts.some((cut) => cut.from <= arrivesAt && now < cut.to && separates(cut, from, to));
    run.messages.push({ from, to, sentAt: now, message, ...(!lost && { receivedAt: arrivesAt }) });
    if (!lost) queue.add(arrivesAt, () => deliver(from, to, message));
  }

  function deliver(from: string, to: string, message: unknown): void {
    if (++run.deliveries > MOST_DELIVERIES) {
      throw new MessageStorm(
        `A storm: after ${Math.round(now).toLocaleString('en-GB')} ms the ${schedule.replicas.length} replicas have ` +
          `received ${MOST_DELIVERIES.toLocaleString('en-GB')} messages and alarms, for ${run.calls.length} requests.`,
      );
    }
    const effects = replicas.get(to)!.receive(from, message as never, clock(to));
    perform(to, effects, `receive at ${to}, from ${from === to ? 'itself' : from},`);
  }

  function reply(replica: string, { reply: id, ok, value }: Record<string, unknown>, cause: string): void {
    const call = run.calls.find((other) => other.id === id);
    if (call?.replica !== replica) {
      throw new NotAReplica(`${cause} replied to ${format(id)}, which nobody asked of ${replica}.`);
    }
    if (call.repliedAt !== undefined) {
      throw new NotAReplica(`${cause} replied to ${call.id} again: ${describeRequest(call)} had its reply already.`);
    }
    if (typeof ok !== 'boolean') {
      throw new NotAReplica(`${cause} replied to ${call.id} without \`ok: true\` or \`ok: false\`.`);
    }
    if (ok && call.write === undefined) {
      if (value !== null && typeof value !== 'string') {
        throw new NotAReplica(
          `${cause} answered the read ${call.id} with the value ${nameOf(value)}: a value is a string, or null.`,
        );
      }
      call.value = value;
    }
    call.outcome = ok ? 'answered' : 'refused';
    call.repliedAt = now;
    endOf(call);
    if (call.id === stopAfter) stopped = true;
  }

  for (const client of [...waitingRequests.keys()]) askNext(client);
  for (let event = queue.take(); event && !stopped; event = queue.take()) {
    const allOver = open.size === 0 && asked === schedule.requests.length;
    if (allOver && event.at > (mode === 'CP' ? lastAskedAt + DEADLINE : now)) break;
    now = event.at;
    event.happen();
  }
  return run;
}

/** Whether a call was over in time. */
export function isInTime({ askedAt, repliedAt }: Call): boolean {
  return repliedAt !== undefined && repliedAt <= askedAt + DEADLINE;
}

/**
 * What the clients know, for the checker. A read without an answer says nothing; a write without an answer, or with
 * a refusal, may take effect at any time or never.
 */
export function historyOf(run: Run): Operation<KeyValueCall, RegisterResult>[] {
  return run.calls
    .filter((call) => call.write !== undefined || (call.outcome === 'answered' && isInTime(call)))
    .map((call) => ({
      process: call.client,
      call:
        call.write === undefined
          ? { kind: 'read', key: call.key }
          : { kind: 'write', key: call.key, value: call.write },
      result: call.write === undefined ? call.value : undefined,
      invokedAt: call.askedAt,
      returnedAt: call.outcome === 'answered' && isInTime(call) ? call.repliedAt! : Number.POSITIVE_INFINITY,
    }));
}

/** The replicas that the cuts leave in reach of one, itself included, through the whole of a stretch of time. */
export function inReach({ replicas, cuts }: Schedule, replica: string, from: number, to: number): string[] {
  return replicas.filter(
    (other) => !cuts.some((cut) => cut.from <= to && from < cut.to && separates(cut, replica, other)),
  );
}

/** The replicas that were in reach of one at some moment of a stretch of time, counted at its best moment. */
export function mostInReach(schedule: Schedule, replica: string, from: number, to: number): number {
  const moments = [from, ...schedule.cuts.map((cut) => cut.to).filter((healed) => healed > from && healed <= to)];
  return Math.max(...moments.map((at) => inReach(schedule, replica, at, at).length));
}

function separates({ groups }: Cut, one: string, other: string): boolean {
  return one !== other && !groups.some((group) => group.includes(one) && group.includes(other));
}

// ——— in words and in a picture ———

/** `read("x") at a` */
export function describeRequest({ key, write, replica }: Pick<Call, 'key' | 'write' | 'replica'>): string {
  return `${write === undefined ? `read("${key}")` : `write("${key}", "${write}")`} at ${replica}`;
}

/** `Ada: read("x") at a, 20–31 ms → "1"` */
export function describeCall(call: Call): string {
  const { client, askedAt, repliedAt, outcome } = call;
  const time = repliedAt === undefined ? `from ${askedAt} ms` : `${askedAt}–${repliedAt} ms`;
  return `${client}: ${describeRequest(call)}, ${time}${describeOutcome(outcome, call)}`;
}

function describeOutcome(outcome: Call['outcome'], { write, value }: Call): string {
  if (outcome === 'waiting') return ', no reply';
  if (outcome === 'refused') return ', refused';
  return write === undefined ? ` → ${JSON.stringify(value)}` : ', done';
}

const MOST_ARROWS = 40;
const MOST_SPANS = 60;

/** What a picture is about. */
export interface Focus {
  title: string;
  /** The calls that the failure is about. */
  wrong: readonly Call[];
  /** Calls and messages about other keys are left out. */
  key?: string;
}

/** A space–time diagram: a lane for each client and each replica, the messages between, the cuts behind them. */
export function drawRun(run: Run, { title, wrong, key }: Focus): Picture {
  const lane = (replica: string): string => `replica ${replica}`;
  const lastWrong = wrong.at(-1) ?? run.calls.at(-1);
  const end = lastWrong?.repliedAt ?? Math.max(0, ...run.messages.map(({ sentAt }) => sentAt));
  const aboutKey = run.calls.filter((call) => (key === undefined || call.key === key) && call.askedAt <= end);
  const calls = aboutKey.slice(-MOST_SPANS);
  const spans: Span[] = calls.map((call) => ({
    lane: call.client,
    from: call.askedAt,
    ...(call.repliedAt !== undefined && { to: call.repliedAt }),
    label: shorten(`${describeRequest(call)}${describeOutcome(call.outcome, call)}`, 110),
    tone: wrong.includes(call) ? 'wrong' : call.outcome === 'answered' ? 'plain' : 'muted',
  }));
  const otherKeys = [...new Set(run.calls.map((call) => call.key))].filter((other) => other !== key);
  const arrows: Arrow[] = nearest(
    run.messages.filter(({ message, sentAt }) => sentAt <= end && isAbout(message, key, otherKeys)),
    calls,
    end,
  ).map(({ from, to, sentAt, receivedAt, message }) => ({
    from: lane(from),
    sentAt,
    to: lane(to),
    ...(receivedAt !== undefined && { receivedAt }),
    label: shorten(labelOf(message), 40),
  }));
  return {
    kind: 'space-time',
    title,
    unit: 'ms',
    lanes: [...new Set(calls.map(({ client }) => client)), ...run.schedule.replicas.map(lane)].slice(0, 16),
    spans,
    arrows,
    bands: run.schedule.cuts
      .filter((cut) => cut.from <= end)
      .map(({ from, to, groups }) => ({
        from,
        to,
        label: `cut: ${groups.map((group) => group.join(' ')).join(' | ')}`,
      })),
  };
}

/** The messages sent while one of the calls was open, or else the latest: as many as a picture can carry. */
function nearest(messages: SentMessage[], calls: Call[], end: number): SentMessage[] {
  const isDuring = ({ sentAt }: SentMessage): boolean =>
    calls.some(({ askedAt, repliedAt }) => askedAt <= sentAt && sentAt <= (repliedAt ?? end));
  const ranked = messages
    .map((message, order) => ({ message, order, during: isDuring(message) ? 1 : 0 }))
    .sort((one, other) => other.during - one.during || other.order - one.order)
    .slice(0, MOST_ARROWS);
  return ranked.sort((one, other) => one.order - other.order).map(({ message }) => message);
}

/** Whether a message may be about the key: it names it, or names none. */
function isAbout(message: unknown, key: string | undefined, otherKeys: string[]): boolean {
  if (key === undefined || otherKeys.length === 0) return true;
  const words = wordsIn(message);
  return words.has(key) || !otherKeys.some((other) => words.has(other));
}

/** Every string in plain data, names of fields included. */
function wordsIn(value: unknown, words = new Set<string>()): Set<string> {
  if (typeof value === 'string') words.add(value);
  else if (Array.isArray(value) || value instanceof Set) for (const item of value) wordsIn(item, words);
  else if (value instanceof Map) for (const entry of value) wordsIn(entry, words);
  else if (isRecord(value)) wordsIn(Object.entries(value), words);
  return words;
}

/** The word by which a learner's message goes, if it has one: most have a field for it, or put it first. */
function labelOf(message: unknown): string {
  const candidates = isRecord(message) ? [message.kind, message.type] : Array.isArray(message) ? message : [message];
  return candidates.find((word): word is string => typeof word === 'string' && word !== '') ?? 'message';
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

// ——— checks and helpers ———

function checkReplica(replica: unknown): Replica {
  for (const name of ['read', 'write', 'receive']) {
    if (!isRecord(replica) || typeof replica[name] !== 'function') {
      throw new NotAReplica(
        `createReplica returned ${nameOf(replica)}: it has to return an object with the functions read, write and receive.`,
      );
    }
  }
  return replica as unknown as Replica;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlainData(value: unknown): boolean {
  switch (typeof value) {
    case 'function':
    case 'symbol':
      return false;
    case 'object': {
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isPlainData);
      if (value instanceof Map) return [...value].flat().every(isPlainData);
      if (value instanceof Set) return [...value].every(isPlainData);
      return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlainData);
    }
    default:
      return true;
  }
}

function nameOf(value: unknown): string {
  if (value instanceof Promise) return 'a Promise';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null
    ? 'an object'
    : typeof value === 'function'
      ? 'a function'
      : String(value);
}

/** A number from 0 up to 1 that depends on its arguments and nothing else (FNV-1a, then a finaliser that mixes well). */
function fraction(seed: number, from: string, to: string, nth: number, salt: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed} ${from} ${to} ${nth} ${salt}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

interface Event {
  at: number;
  happen(): void;
}

/** Events by time; those of one time in the order in which they were added. */
function createQueue() {
  const events: Event[] = [];
  return {
    add(at: number, happen: () => void): void {
      let index = events.length;
      while (index > 0 && events[index - 1]!.at > at) index--;
      events.splice(index, 0, { at, happen });
    },
    take(): Event | undefined {
      return events.shift();
    },
  };
}
