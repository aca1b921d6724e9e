/**
 * The learner's replicas as actors, and the controller that appoints them as another. What the learner's functions return is checked
 * here, against what this replica has been asked and has answered so far. A replica that is stopped hears nothing, and forgets nothing.
 */
import { type Effect, type Explorable, type Input, isPlainData, isRecord } from '#exploration';
import { format } from '#grading';
import { counted } from '#words';

export const CONTROLLER = 'controller';

/** What a client asks of a replica, or somebody of a replica's machine, or of the controller. */
export type Ask =
  | { append: string }
  /** The records from this offset on. */
  | { read: number }
  | { machine: 'stop' | 'start' }
  /** The controller misses a replica, or finds that it is back. */
  | { miss: string }
  | { back: string };

/** Of an append the offset, of a read the records. */
export interface Answer {
  ok: boolean;
  offset?: number;
  records?: string[];
}

/** From the controller to all replicas. */
export interface Appointment {
  epoch: number;
  leader: string | null;
  inSync: string[];
}

/** From a replica to the controller, with the epoch in which it asks. */
export interface Admission {
  admit: string;
  epoch: number;
}

/** The replica did something that none may do; the message says what, for the learner. */
export class NotAReplica extends Error {
  override readonly name = 'NotAReplica';
}

export type CreateReplica = (id: string, minInSync: number) => unknown;

export type Told = Input<Ask>;
export type Does = Effect<Answer>;
export type PartitionActor = Explorable<Ask, Answer>;

/** What an actor was told, and did about each. */
export type Story = readonly { event: Told; does: readonly Does[] }[];

type Functions = Record<'appoint' | 'append' | 'read' | 'receive', (...args: unknown[]) => unknown>;

/** Makes calls one after the other without a look at what comes back, for replicas that are far away. */
export type InOneGo = (
  calls: readonly (readonly [method: (...args: never[]) => unknown, ...args: unknown[]])[],
) => void;

export interface Cluster {
  replicas: readonly string[];
  minInSync: number;
}

/** More inputs than this in one life are a storm: nothing that is asked takes a quarter of it. */
const MOST_INPUTS = 150;

/** One call of the learner's function, and what it returned. */
export class ReplicaActor implements PartitionActor {
  readonly #create: CreateReplica;
  readonly #id: string;
  readonly #cluster: Cluster;
  readonly #inOneGo: InOneGo | undefined;
  /** What it has been told before anything is explored, and did about it. */
  readonly #before: Story;
  #functions!: Functions;
  readonly #asked = new Map<string, Ask>();
  readonly #replied = new Set<string>();
  #isUp = true;
  #epoch = 0;
  #inputs = 0;

  constructor(
    create: CreateReplica,
    id: string,
    cluster: Cluster,
    { before = [], inOneGo }: { before?: Story; inOneGo?: InOneGo } = {},
  ) {
    this.#create = create;
    this.#id = id;
    this.#cluster = cluster;
    this.#before = before;
    this.#inOneGo = inOneGo;
  }

  /** @throws NotAReplica, and whatever the learner's code throws */
  start(): void {
    const made = this.#create(this.#id, this.#cluster.minInSync);
    for (const name of ['appoint', 'append', 'read', 'receive'])
      if (!isRecord(made) || typeof made[name] !== 'function')
        throw new NotAReplica(
          `createReplica returned ${format(made)}: it has to return an object with the functions appoint, append, read and receive.`,
        );
    this.#functions = made as Functions;
    this.#asked.clear();
    this.#replied.clear();
    this.#isUp = true;
    this.#epoch = 0;
    this.#inputs = 0;
    if (this.#before.length > 0) this.play(this.#before);
  }

  /** @throws NotAReplica, and whatever the learner's code throws */
  exec(event: Told): Iterable<Does> {
    if (++this.#inputs > MOST_INPUTS)
      throw new NotAReplica(
        `${this.#id} has been told ${counted(MOST_INPUTS, 'thing')}, and still messages come: replicas answer each other without end.`,
      );
    if ('asked' in event && 'machine' in event.asked) {
      this.#isUp = event.asked.machine === 'start';
      return [{ do: 'reply', id: event.asked.id, ok: true }];
    }
    const [call] = this.#callFor(event);
    if (!call) return [];
    const [method, ...args] = call;
    const cause = `${method} at ${this.#id}`;
    const effects = this.#functions[method](...args);
    if (!Array.isArray(effects))
      throw new NotAReplica(`${cause} returned ${format(effects)} instead of a list of effects.`);
    return this.#oneByOne(effects, cause);
  }

  *#oneByOne(effects: readonly unknown[], cause: string): Generator<Does> {
    for (const effect of effects) yield this.#checked(effect, cause);
  }

  play(story: Story): void {
    const calls = story.flatMap(({ event, does }) => {
      for (const effect of does) if (effect.do === 'reply') this.#replied.add(effect.id);
      if ('asked' in event && 'machine' in event.asked) this.#isUp = event.asked.machine === 'start';
      return this.#callFor(event).map(([method, ...args]) => [this.#functions[method], ...args] as const);
    });
    this.#inputs += story.length;
    if (this.#inOneGo) this.#inOneGo(calls);
    else for (const [method, ...args] of calls) method(...args);
  }

  /** The call by which an input reaches the learner's code; none where the machine is stopped. */
  #callFor(event: Told): (readonly [method: keyof Functions, ...args: unknown[]])[] {
    if (!this.#isUp || ('asked' in event && 'machine' in event.asked)) return [];
    if ('asked' in event) {
      const { id, ...ask } = event.asked;
      this.#asked.set(id, ask as Ask);
      return [
        'append' in event.asked
          ? ['append', id, event.asked.append]
          : ['read', id, (event.asked as { read: number }).read],
      ];
    }
    if (event.from !== CONTROLLER) return [['receive', event.from, event.message]];
    const { epoch, leader, inSync } = event.message as Appointment;
    this.#epoch = Math.max(this.#epoch, epoch);
    return [['appoint', epoch, leader, [...inSync]]];
  }

  #checked(effect: unknown, cause: string): Does {
    const kinds = isRecord(effect) ? ['send', 'admit', 'reply'].filter((kind) => kind in effect) : [];
    if (!isRecord(effect) || kinds.length !== 1)
      throw new NotAReplica(`${cause} returned an effect that is not one of send, admit and reply: ${format(effect)}.`);
    if ('reply' in effect) return this.#reply(effect, cause);
    const { send, admit, message } = effect;
    const to = 'admit' in effect ? admit : send;
    if (typeof to !== 'string' || to === this.#id || !this.#cluster.replicas.includes(to))
      throw new NotAReplica(
        `${cause} ${'admit' in effect ? 'asked to admit' : 'sent a message to'} ${format(to)}, which is not another replica of this partition.`,
      );
    if ('admit' in effect)
      return { do: 'send', to: CONTROLLER, message: { admit: to, epoch: this.#epoch } satisfies Admission };
    if (!isPlainData(message))
      throw new NotAReplica(
        `${cause} sent a message to ${to} that is not plain data: text, numbers, lists and objects made of them, and no Map, Set, Date or function.`,
      );
    return { do: 'send', to, message };
  }

  #reply({ reply: id, ok, offset, records }: Record<string, unknown>, cause: string): Does {
    const ask = this.#asked.get(id as string);
    if (!ask) throw new NotAReplica(`${cause} replied to ${format(id)}, which nobody asked of ${this.#id}.`);
    if (this.#replied.has(id as string))
      throw new NotAReplica(`${cause} replied to ${id} again: ${describeAsk(ask, this.#id)} had its reply already.`);
    if (typeof ok !== 'boolean')
      throw new NotAReplica(`${cause} replied to ${id} without \`ok: true\` or \`ok: false\`.`);
    this.#replied.add(id as string);
    if (!ok) return { do: 'reply', id: id as string, ok };
    if ('append' in ask) {
      if (!Number.isInteger(offset) || (offset as number) < 0)
        throw new NotAReplica(
          `${cause} acknowledged ${id} with the offset ${format(offset)}: an offset is a whole number, 0 or more.`,
        );
      return { do: 'reply', id: id as string, ok, offset: offset as number };
    }
    if (!Array.isArray(records) || records.some((record) => typeof record !== 'string'))
      throw new NotAReplica(
        `${cause} answered the read ${id} with ${format(records)}: it has to be a list of records.`,
      );
    return { do: 'reply', id: id as string, ok, records: [...(records as string[])] };
  }
}

/**
 * Keeps track of who leads and who is in sync, as Kafka's controller does. Every change is a new epoch, of which all are told. Where a
 * leader is missed, the one that joined the in-sync replicas last takes over: any of them has to do.
 */
export class ControllerActor implements PartitionActor {
  readonly #replicas: readonly string[];
  readonly #before: Story;
  #state!: Appointment;
  #missing!: Set<string>;

  constructor({ replicas }: Cluster, before: Story = []) {
    this.#replicas = replicas;
    this.#before = before;
  }

  /** What it said last. */
  get state(): Appointment {
    return this.#state;
  }

  start(): void {
    this.#state = { epoch: 1, leader: this.#replicas[0]!, inSync: [...this.#replicas] };
    this.#missing = new Set();
    for (const { event } of this.#before) this.exec(event);
  }

  exec(event: Told): Does[] {
    if ('asked' in event) {
      const { id, ...ask } = event.asked;
      return [{ do: 'reply', id, ok: true }, ...this.#asked(ask as Ask)];
    }
    const { admit, epoch } = event.message as Admission;
    const { inSync } = this.#state;
    if (epoch !== this.#state.epoch || this.#missing.has(admit) || inSync.includes(admit)) return [];
    return this.#change({ inSync: [...inSync, admit] });
  }

  /** To all replicas, also to those that it misses: they may be there. */
  appointments(): Does[] {
    return this.#replicas.map((to) => ({
      do: 'send',
      to,
      message: { ...this.#state, inSync: [...this.#state.inSync] },
    }));
  }

  #asked(ask: Ask): Does[] {
    const { leader, inSync } = this.#state;
    if ('miss' in ask) {
      this.#missing.add(ask.miss);
      const others = inSync.filter((replica) => replica !== ask.miss);
      // The last one in sync stays the only one who may lead: nobody else has everything.
      const left = others.length > 0 ? others : inSync;
      return this.#change({
        inSync: left,
        leader: leader === ask.miss ? (left.findLast((replica) => !this.#missing.has(replica)) ?? null) : leader,
      });
    }
    if (!('back' in ask)) return [];
    this.#missing.delete(ask.back);
    return this.#change({ leader: leader ?? (inSync.includes(ask.back) ? ask.back : null) });
  }

  #change(change: Partial<Appointment>): Does[] {
    this.#state = { ...this.#state, ...change, epoch: this.#state.epoch + 1 };
    return this.appointments();
  }
}

// ——— in words ———

/** `append "x" at a` */
export function describeAsk(ask: Ask, at: string): string {
  if ('append' in ask) return `append ${format(ask.append)} at ${at}`;
  if ('read' in ask) return `read from ${ask.read} at ${at}`;
  if ('machine' in ask) return `${at} ${ask.machine === 'stop' ? 'stops' : 'runs again'}`;
  return 'miss' in ask ? `the controller misses ${ask.miss}` : `the controller finds ${ask.back} back`;
}

export function describeAnswer(ask: Ask, { ok, offset, records }: Answer): string {
  if (!('append' in ask || 'read' in ask)) return '';
  if (!ok) return ', refused';
  return 'append' in ask ? ` → at ${offset}` : ` → ${format(records)}`;
}

export function describeMessage(message: unknown): string {
  if (isRecord(message) && 'leader' in message && 'inSync' in message && 'epoch' in message) {
    const { epoch, leader, inSync } = message as unknown as Appointment;
    return `epoch ${epoch}: ${leader ?? 'nobody'} leads, in sync: ${inSync.join(', ')}`;
  }
  if (isRecord(message) && 'admit' in message && Object.keys(message).length === 2) return `admit ${message.admit}`;
  return format(message);
}
