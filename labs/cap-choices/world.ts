/**
 * The world that a learner's replicas live in: machines that run them, and a network that delays, repeats and, across a cut, loses what
 * they send each other. The hidden tests ask them by a schedule, a scene by clients that come as they like; all else is the same.
 */
import { Link } from '#parts';
import { Machine, type Request, type Simulation } from '#simulation';
import {
  type Asked,
  type CreateReplica,
  NotAReplica,
  type ReplicaActor,
  type ReplicaEvent,
  replicaActor,
} from './actor.ts';
import type { Mode } from './types.ts';

/** Milliseconds within which every request has to be answered or refused. */
export const DEADLINE = 1000;
/** Milliseconds that a message takes at most. */
export const LONGEST_DELAY = 50;
/** Milliseconds after its sending within which a message may be delivered a second time. */
export const LATEST_REPEAT = 500;

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

/** What becomes of one message: the first, second or nth that is sent from one replica to another. */
export interface PlannedMessage {
  from: string;
  to: string;
  nth: number;
  /** How long it takes, in ms. */
  delay: number;
  /** When it comes a second time, in ms after it was sent; never when absent. */
  again?: number;
}

export interface Network {
  /** Decides every delay and repeat: each depends on the link and on how many messages it has carried, nothing else. */
  seed: number;
  /** Delays, where no rule says otherwise, are spread evenly over these milliseconds, both included. */
  fastest: number;
  slowest: number;
  rules: DelayRule[];
  /** Messages whose course is fixed, whatever else is said here. */
  planned?: PlannedMessage[];
  /** The share of messages that are delivered twice. */
  repeated: number;
  /** The second delivery comes at most so long after the first. */
  latestRepeat: number;
}

/** What a cluster is made from. Plain data: with the requests that come it decides a run. */
export interface ClusterPlan {
  mode: Mode;
  replicas: string[];
  cuts: Cut[];
  network: Network;
  /** By how much a replica's clock is ahead; not at all where absent. */
  clocks: Record<string, number>;
}

export interface SentMessage {
  from: string;
  to: string;
  sentAt: number;
  /** Absent when it was lost. */
  receivedAt?: number;
  message: unknown;
}

/** The replicas sent each other, or themselves, more than any work could need. */
export class MessageStorm extends NotAReplica {
  override readonly name = 'MessageStorm';

  constructor(now: number, replicas: number, deliveries: number, requests: number) {
    const [time, most] = [Math.round(now), deliveries].map((count) => count.toLocaleString('en-GB'));
    super(
      `A storm: after ${time} ms the ${replicas} replicas have received ${most} messages and alarms, for ${requests} requests.`,
    );
  }
}

/** Who watches a cluster. What is told is told before the replica hears of it. */
export interface Watcher {
  asked?(replica: string, asked: Asked): void;
  /** A message sets out. What becomes of it is decided then. */
  sent?(message: SentMessage): void;
  /** A message, or an alarm that the replica had set for itself, comes in. */
  delivered?(to: string, from: string, message: unknown): void;
  /** Nothing happens to a replica any more once this is so. */
  isOver?(): boolean;
}

/** What a client's request carries. The replica puts in what a read is answered. */
export interface ClientRequest extends Asked {
  value: string | null;
}

/** What a message carries. */
interface Delivery {
  from: string;
  message: unknown;
}

/**
 * Makes the replicas and the network between them. A client calls a machine with a request of kind 'read' or 'write' whose body is
 * a `ClientRequest`; it ends as 'ok' when it is answered, as 'rejected' when it is refused. The run ends with an error: NotAReplica,
 * or a MessageStorm after so many messages and alarms.
 */
export function startCluster(
  simulation: Simulation,
  plan: ClusterPlan,
  create: CreateReplica,
  mostDeliveries: number,
  watcher: Watcher = {},
) {
  const machines = new Map<string, ReplicaMachine>();
  let [requests, deliveries] = [0, 0];
  const counting: Watcher = {
    asked(replica, asked) {
      requests++;
      watcher.asked?.(replica, asked);
    },
    delivered(to, from, message) {
      watcher.delivered?.(to, from, message);
      if (++deliveries > mostDeliveries)
        throw new MessageStorm(simulation.now, machines.size, mostDeliveries, requests);
    },
    isOver: () => watcher.isOver?.() ?? false,
  };
  for (const id of plan.replicas) {
    const peers = plan.replicas.filter((other) => other !== id);
    const actor = replicaActor(create, id, peers, plan.mode);
    // An id may be a name that objects have of themselves.
    const ahead = Object.hasOwn(plan.clocks, id) ? plan.clocks[id]! : 0;
    machines.set(id, new ReplicaMachine(simulation, id, actor, ahead, counting));
  }
  const wires = [...machines.values()].flatMap((from) =>
    [...machines.values()]
      .filter((to) => to !== from)
      .map((to) => {
        const wire = new Wire(simulation, from, to, plan, watcher);
        from.connect(to.name, wire);
        return wire;
      }),
  );
  return { machines, wires };
}

/** What a replica runs on. Its memory outlasts a crash, as it is on disk; an alarm that was due meanwhile rings as it recovers. */
export class ReplicaMachine extends Machine {
  readonly #actor: ReplicaActor;
  /** By how much its clock is ahead. */
  readonly #ahead: number;
  readonly #watcher: Watcher;
  readonly #wires = new Map<string, Wire>();
  /** Clients' requests that it has not replied to. */
  readonly #open = new Map<string, Request>();
  #missed: Delivery[] = [];
  #isStarted = false;

  constructor(simulation: Simulation, name: string, actor: ReplicaActor, ahead: number, watcher: Watcher) {
    super(simulation, name);
    this.#actor = actor;
    this.#ahead = ahead;
    this.#watcher = watcher;
  }

  connect(to: string, wire: Wire): void {
    this.#wires.set(to, wire);
  }

  /** How many clients wait for a reply. */
  get waiting(): number {
    return this.#open.size;
  }

  /** A message of its own has ended. That it was lost tells a replica nothing: in life nobody would report it. */
  answered(message: Request): void {
    this.simulation.release(message);
  }

  override recover(): void {
    super.recover();
    for (const delivery of this.#missed.splice(0)) this.#ring(delivery);
  }

  protected serve(request: Request): void {
    if (request.kind === 'message') {
      const delivery = request.body as Delivery;
      this.simulation.answer(request, 'ok');
      this.#deliver(delivery);
    } else {
      const asked = request.body as ClientRequest;
      this.#open.set(asked.id, request);
      this.#watcher.asked?.(this.name, asked);
      this.#tell({ asked, now: this.#clock });
    }
  }

  protected override forget(): void {
    this.#open.clear();
  }

  get #clock(): number {
    return this.simulation.now + this.#ahead;
  }

  readonly #ring = (delivery: Delivery): void => {
    if (this.up) this.#deliver(delivery);
    else this.#missed.push(delivery);
  };

  #deliver({ from, message }: Delivery): void {
    if (this.#watcher.isOver?.()) return;
    this.#watcher.delivered?.(this.name, from, message);
    this.#tell({ from, message, now: this.#clock });
  }

  /** Its replica begins as it is first told something: so worlds that run one after the other need no more machines than one does. */
  #tell(event: ReplicaEvent): void {
    if (!this.#isStarted) this.#actor.start();
    this.#isStarted = true;
    for (const effect of this.#actor.exec(event)) {
      if (effect.do === 'send') this.#wires.get(effect.to)!.send(effect.message);
      else if (effect.do === 'wait')
        this.simulation.after(effect.after, this.#ring, { from: this.name, message: effect.message });
      else this.#reply(effect.id, effect.ok, effect.value);
    }
  }

  #reply(id: string, ok: boolean, value: string | null): void {
    const request = this.#open.get(id);
    // In a crash its client was cut off, and has heard of it.
    if (!request) return;
    this.#open.delete(id);
    (request.body as ClientRequest).value = value;
    this.simulation.answer(request, ok ? 'ok' : 'rejected');
  }
}

/**
 * The way from one replica to another. The fate of a message is decided as it is sent: how long it takes, whether it comes twice, and
 * whether a planned cut will swallow it. A cut by hand loses what arrives, or is sent, while it lasts.
 */
export class Wire {
  readonly from: string;
  readonly to: string;
  readonly #simulation: Simulation;
  readonly #sender: ReplicaMachine;
  readonly #link: Link;
  readonly #network: Network;
  readonly #watcher: Watcher;
  #cuts: { from: number; to: number }[];
  /** Of messages whose course is fixed, by their number on this wire. */
  readonly #planned: ReadonlyMap<number, PlannedMessage>;
  /** Messages that were sent so far. */
  #sent = 0;
  /** What the next message takes. What ends there carries nothing back, and takes no time for it. */
  #delay = 0;

  constructor(
    simulation: Simulation,
    sender: ReplicaMachine,
    receiver: ReplicaMachine,
    plan: ClusterPlan,
    watcher: Watcher,
  ) {
    this.from = sender.name;
    this.to = receiver.name;
    this.#simulation = simulation;
    this.#sender = sender;
    this.#network = plan.network;
    this.#watcher = watcher;
    this.#cuts = plan.cuts.filter((cut) => separates(cut, this.from, this.to));
    const planned = plan.network.planned ?? [];
    this.#planned = new Map(
      planned.filter(({ from, to }) => from === this.from && to === this.to).map((each) => [each.nth, each]),
    );
    const sample = () => {
      const delay = this.#delay;
      this.#delay = 0;
      return delay;
    };
    const latency = { mean: (plan.network.fastest + plan.network.slowest) / 2, sample };
    this.#link = new Link(simulation, { name: `${this.from}→${this.to}`, to: receiver, latency });
  }

  get isCut(): boolean {
    const { now } = this.#simulation;
    return this.#link.isCut || this.#cuts.some(({ from, to }) => from <= now && now < to);
  }

  cut(): void {
    this.#link.cut();
  }

  /** Ends a cut, by hand or by plan. */
  recover(): void {
    const { now } = this.#simulation;
    this.#link.recover();
    this.#cuts = this.#cuts.map(({ from, to }) => ({ from, to: from <= now ? Math.min(to, now) : to }));
  }

  send(message: unknown): void {
    const { seed, fastest, slowest, rules, repeated, latestRepeat } = this.#network;
    const { now } = this.#simulation;
    const nth = ++this.#sent;
    const planned = this.#planned.get(nth);
    if (planned) {
      this.#carry(message, planned.delay);
      if (planned.again !== undefined) this.#carry(message, planned.again);
      return;
    }
    const chance = (salt: number): number => fraction(seed, this.from, this.to, nth, salt);
    const rule = rules.find(
      ({ from, to, since, until }) => from === this.from && to === this.to && since <= now && now <= until,
    );
    const delay = rule?.delay ?? fastest + Math.floor(chance(0) * (slowest - fastest + 1));
    this.#carry(message, delay);
    if (chance(1) < repeated)
      this.#carry(message, Math.min(delay + 1 + Math.floor(chance(2) * latestRepeat), LATEST_REPEAT));
  }

  #carry(message: unknown, delay: number): void {
    const { now } = this.#simulation;
    const receivedAt = now + delay;
    const lost = this.#link.isCut || this.#cuts.some((cut) => cut.from <= receivedAt && now < cut.to);
    const { from, to } = this;
    this.#watcher.sent?.({ from, to, sentAt: now, message, ...(!lost && { receivedAt }) });
    if (lost) return;
    const delivery: Delivery = { from, message };
    this.#delay = delay;
    this.#simulation.call(this.#simulation.request(0, 'message', delivery), this.#link, this.#sender);
  }
}

/** Whether a cut lies between two replicas. */
export function separates({ groups }: Cut, one: string, other: string): boolean {
  return one !== other && !groups.some((group) => group.includes(one) && group.includes(other));
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
