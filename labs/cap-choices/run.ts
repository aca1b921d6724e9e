/** A cluster run by a schedule: who asks what, where and when, plain data like the cluster itself, and what the clients saw. */
import type { KeyValueCall, Operation, RegisterResult } from '#linearizability';
import { Simulation } from '#simulation';
import type { Asked, CreateReplica } from './actor.ts';
import { type ClientRequest, type ClusterPlan, DEADLINE, type SentMessage, separates, startCluster } from './world.ts';

/** Messages and alarms that one run may deliver. */
export const MOST_DELIVERIES = 10_000;

/** One thing that a client asks for, of one replica. */
export interface PlannedRequest extends Omit<Asked, 'id'> {
  client: string;
  replica: string;
  /** Asked then, or as soon as the client's requests before it are over. */
  at: number;
}

/** A run is decided by its schedule alone, so it can be replayed, made smaller and drawn. */
export interface Schedule extends ClusterPlan {
  requests: PlannedRequest[];
}

/** A request as its client saw it. */
export interface Call extends Asked {
  client: string;
  replica: string;
  askedAt: number;
  outcome: 'waiting' | 'answered' | 'refused';
  /** When the reply came, if one did. */
  repliedAt?: number;
  /** The reply was among the effects of the request itself. */
  atOnce: boolean;
  /** What a read was answered. */
  value: string | null;
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
export function runSchedule(
  schedule: Schedule,
  createReplica: CreateReplica,
  { run = emptyRun(schedule), stopAfter }: { run?: Run; stopAfter?: string } = {},
): Run {
  const simulation = new Simulation(schedule.network.seed);
  const { machines } = startCluster(simulation, schedule, createReplica, MOST_DELIVERIES, {
    sent: (message) => run.messages.push(message),
    delivered: () => run.deliveries++,
    isOver: () => stopped || simulation.now > endsAt,
  });
  const waitingRequests = Map.groupBy(schedule.requests, ({ client }) => client);
  /** The calls whose clients still wait. */
  const open = new Set<Call>();
  let lastAskedAt = 0;
  let endsAt = Number.POSITIVE_INFINITY;
  let stopped = false;

  function askNext(client: string): void {
    const next = waitingRequests.get(client)?.shift();
    if (next) simulation.after(Math.max(next.at - simulation.now, 0), ask, next);
  }

  function ask({ client, replica, key, write }: PlannedRequest): void {
    if (stopped) return;
    const asked: Asked = { id: `r${run.calls.length + 1}`, key, ...(write !== undefined && { write }) };
    const call: Call = {
      ...asked,
      client,
      replica,
      askedAt: simulation.now,
      outcome: 'waiting',
      atOnce: false,
      value: null,
    };
    run.calls.push(call);
    open.add(call);
    lastAskedAt = simulation.now;
    const body: ClientRequest = { ...asked, value: null };
    const request = simulation.request(0, write === undefined ? 'read' : 'write', body);
    simulation.call(request, machines.get(replica)!, {
      answered(_request, outcome) {
        call.value = body.value;
        call.outcome = outcome === 'ok' ? 'answered' : 'refused';
        call.repliedAt = simulation.now;
        simulation.release(request);
        endOf(call);
        if (call.id === stopAfter) stopped = true;
      },
    });
    call.atOnce = hasEnded(call);
    if (!call.atOnce) simulation.after(DEADLINE, endOf, call);
  }

  /** The client goes on: it has a reply, or has stopped waiting for one. */
  function endOf(call: Call): void {
    if (!open.delete(call)) return;
    askNext(call.client);
    if (open.size === 0 && run.calls.length === schedule.requests.length)
      endsAt = schedule.mode === 'CP' ? lastAskedAt + DEADLINE : simulation.now;
  }

  for (const client of [...waitingRequests.keys()]) askNext(client);
  simulation.run(Number.POSITIVE_INFINITY);
  return run;
}

/** In a function of its own: the compiler cannot know that a reply has come meanwhile. */
function hasEnded({ outcome }: Call): boolean {
  return outcome !== 'waiting';
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
