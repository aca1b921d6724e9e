/** Makes a schedule that fails as small as it can be and still fail. */
import type { Schedule } from './run.ts';
import { REPLICAS } from './schedules.ts';
import type { Cut } from './world.ts';

const MOST_TRIES = 150;

/** The smallest schedule found that still fails: nothing can be left out of it one by one. Tries 150 at most. */
export function shrink(failing: Schedule, stillFails: (smaller: Schedule) => boolean): Schedule {
  let smallest = failing;
  let tries = 0;
  for (let found = true; found; ) {
    found = false;
    for (const smaller of simpler(smallest)) {
      if (++tries > MOST_TRIES) return smallest;
      if (!stillFails(smaller)) continue;
      smallest = smaller;
      found = true;
      break;
    }
  }
  return smallest;
}

/** Schedules with one thing less, what matters most to a reader first. */
function* simpler(plan: Schedule): Generator<Schedule> {
  const { network } = plan;
  if (network.repeated > 0) yield { ...plan, network: { ...network, repeated: 0 } };
  if (Object.values(plan.clocks).some((ahead) => ahead > 0)) yield { ...plan, clocks: {} };
  if (network.slowest > network.fastest) yield { ...plan, network: { ...network, fastest: 5, slowest: 5 } };
  for (const index of plan.cuts.keys()) yield { ...plan, cuts: without(plan.cuts, index) };
  for (const index of [...plan.requests.keys()].reverse()) yield { ...plan, requests: without(plan.requests, index) };
  for (const replica of plan.replicas) {
    const isAsked = plan.requests.some((request) => request.replica === replica);
    if (!isAsked && plan.replicas.length > 3) yield withoutReplica(plan, replica);
  }
  if (plan.replicas.some((id, index) => id !== REPLICAS[index])) yield renamed(plan);
  for (const index of network.rules.keys()) {
    yield { ...plan, network: { ...network, rules: without(network.rules, index) } };
  }
  for (const index of network.planned?.keys() ?? []) {
    yield { ...plan, network: { ...network, planned: without(network.planned!, index) } };
  }
}

function without<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, other) => other !== index);
}

function withoutReplica(plan: Schedule, replica: string): Schedule {
  const groups = (cut: Cut): string[][] =>
    cut.groups.map((group) => group.filter((id) => id !== replica)).filter((group) => group.length > 0);
  return {
    ...plan,
    replicas: plan.replicas.filter((id) => id !== replica),
    clocks: Object.fromEntries(Object.entries(plan.clocks).filter(([id]) => id !== replica)),
    cuts: plan.cuts.map((cut) => ({ ...cut, groups: groups(cut) })),
    network: {
      ...plan.network,
      rules: plan.network.rules.filter(({ from, to }) => from !== replica && to !== replica),
      ...(plan.network.planned && {
        planned: plan.network.planned.filter(({ from, to }) => from !== replica && to !== replica),
      }),
    },
  };
}

/** The same with the replicas called a, b, c … again, in their order. */
function renamed(plan: Schedule): Schedule {
  const name = (id: string): string => REPLICAS[plan.replicas.indexOf(id)]!;
  return {
    ...plan,
    replicas: plan.replicas.map(name),
    requests: plan.requests.map((request) => ({ ...request, replica: name(request.replica) })),
    cuts: plan.cuts.map((cut) => ({ ...cut, groups: cut.groups.map((group) => group.map(name)) })),
    clocks: Object.fromEntries(Object.entries(plan.clocks).map(([id, ahead]) => [name(id), ahead])),
    network: {
      ...plan.network,
      rules: plan.network.rules.map((rule) => ({ ...rule, from: name(rule.from), to: name(rule.to) })),
      ...(plan.network.planned && {
        planned: plan.network.planned.map((each) => ({ ...each, from: name(each.from), to: name(each.to) })),
      }),
    },
  };
}
