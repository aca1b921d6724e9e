/** The copies that a node becomes: what each is made of, and who starts and stops them. */
import {
  Cache,
  CloudFunction,
  type Copy,
  makeCopies,
  Scaling,
  type ScalingRule,
  Server,
  type Step,
  Tier,
  targetUtilisation,
  UNLIMITED,
} from '#parts';
import { constant, exponential, type Simulation } from '#simulation';
import { wordOf } from '../id-word.ts';
import type { NodeKind } from '../kinds.ts';
import type { ArchitectureNode } from '../types.ts';

export const CACHES: readonly NodeKind[] = ['cache', 'cdn'];

/** How long a copy queues work before it turns requests away, in seconds. */
const QUEUE_SECONDS = 2;
/** Instances that a function may have where nothing else is said, and how long one stays idle, in ms. */
const MOST_INSTANCES = 1_000;
const KEEP_ALIVE = 60_000;
/** How often a tier that scales itself looks at its utilisation, in ms; and what a scale without its own says, in seconds. */
const LOOK_EVERY = 5_000;
const WARM_UP = 30;
const COOLDOWN = 60;

/** The copies of a node. */
export class NodeTier extends Tier {
  readonly node: ArchitectureNode;

  constructor(simulation: Simulation, node: ArchitectureNode, copies: readonly Copy[]) {
    super(simulation, node.id, copies);
    this.node = node;
  }
}

/** `steps` is shared by all copies, and filled once everything is wired. */
export function makeTier(simulation: Simulation, node: ArchitectureNode, steps: readonly Step[]): NodeTier {
  const { replicas = node.autoscale?.minimum ?? 1, autoscale } = node;
  // A function has one entrance, and as many instances behind it as it needs.
  const copies = node.kind === 'function' ? 1 : (autoscale?.maximum ?? replicas);
  const made = makeCopies(simulation, wordOf(node.id), copies, (name, place) => ({
    state: node.kind === 'function' || place < replicas ? 'up' : 'off',
    steps,
    ...workOf(simulation, node, `${name} work`),
    ...(CACHES.includes(node.kind) ? { contents: new Cache(cacheOptions(node)) } : {}),
  }));
  return new NodeTier(simulation, node, made);
}

/** Lets a tier scale itself, if its node says so. */
export function scale(
  simulation: Simulation,
  tier: NodeTier,
  ruleFor: (node: ArchitectureNode, usual: ScalingRule) => ScalingRule,
): void {
  const { autoscale } = tier.node;
  if (autoscale === undefined) return;
  const { minimum, maximum, target, warmUp = WARM_UP, cooldown = COOLDOWN } = autoscale;
  new Scaling(simulation, {
    tier,
    rule: ruleFor(tier.node, targetUtilisation(target)),
    every: LOOK_EVERY,
    minimum,
    maximum,
    warmUp: warmUp * 1000,
    cooldown: cooldown * 1000,
  });
}

function cacheOptions({ items, timeToLive, coalesce }: ArchitectureNode) {
  return {
    ...(items === undefined ? {} : { room: items }),
    ...(timeToLive === undefined ? {} : { timeToLive }),
    ...(coalesce === undefined ? {} : { coalesce }),
  };
}

function workOf(
  simulation: Simulation,
  node: ArchitectureNode,
  name: string,
): { work?: Server | CloudFunction; slots: number } {
  const { capacity, latency = 0 } = node;
  if (node.kind === 'function') {
    const { provisioned = 0, coldStart = 0 } = node;
    const { concurrency = node.replicas ?? Math.max(MOST_INSTANCES, provisioned) } = node;
    const work = new CloudFunction(simulation, {
      name,
      service: latency > 0 ? exponential(latency) : constant(0),
      coldStart: constant(coldStart),
      concurrency,
      provisioned,
      keepAlive: KEEP_ALIVE,
    });
    return { work, slots: concurrency };
  }
  if (capacity !== undefined) {
    const slots = Math.max(1, Math.round((capacity * latency) / 1000));
    const work = new Server(simulation, {
      name,
      servers: slots,
      service: exponential((slots * 1000) / capacity),
      queueLimit: Math.ceil(QUEUE_SECONDS * capacity),
    });
    return { work, slots };
  }
  if (latency === 0) return { slots: UNLIMITED };
  const work = new Server(simulation, { name, servers: UNLIMITED, service: constant(latency) });
  return { work, slots: UNLIMITED };
}
