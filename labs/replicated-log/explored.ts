/** Every order in which what is on its way between the replicas of a partition can arrive, and what is wrong with one. */
import {
  copyOf,
  type Execution,
  Memory,
  type Program,
  shownOrder,
  textOf,
  tryEveryOrder,
  type World,
  type WrongOrder,
} from '#exploration';
import { fail, format, newCase, repeat } from '#grading';
import { counted, inSeries } from '#words';
import {
  type Answer,
  type Appointment,
  type Ask,
  type Cluster,
  CONTROLLER,
  ControllerActor,
  type CreateReplica,
  type Does,
  describeAnswer,
  describeAsk,
  describeMessage,
  type InOneGo,
  NotAReplica,
  type PartitionActor,
  ReplicaActor,
  type Told,
} from './actor.ts';

export type PartitionExecution = Execution<Ask, Answer>;

/** A partition, what has happened to it in good order, and what is explored from there. */
export interface Case {
  cluster: Cluster;
  /** Steps, each of which comes to its end before the next one: `append x at a`, `stop b`, `miss b`, `start b`, `back b`. */
  before: readonly string[];
  /** What each client asks, one thing after another: such steps, with `quiet` before one that comes when nothing else is on its way. */
  clients: readonly (readonly string[])[];
  /** Records that have to be acknowledged, also of those before, and those that have to be refused. Of others either will do. */
  acknowledged?: readonly string[];
  refused?: readonly string[];
}

export const WORDING = {
  ask: (ask: Ask, at: string) => describeAsk(ask, at),
  answer: describeAnswer,
  message: describeMessage,
};

const CLIENTS = ['Ada', 'Ben', 'Cal', 'Dan'];

function stepOf(text: string): { actor: string; ask: Ask } {
  // A record may be any text, and so may the name of a replica.
  const [, does, what, at] = /^(\w+) (.*?)(?: at (.*))?$/su.exec(text) as unknown as [string, string, string, string?];
  switch (does) {
    case 'append':
      return { actor: at!, ask: { append: what } };
    case 'read':
      return { actor: at!, ask: { read: Number(what) } };
    case 'stop':
    case 'start':
      return { actor: what, ask: { machine: does } };
    case 'miss':
      return { actor: CONTROLLER, ask: { miss: what } };
    case 'back':
      return { actor: CONTROLLER, ask: { back: what } };
    default:
      throw new Error(`"${text}" is no step.`);
  }
}

export function programOf({ clients }: Case): Program<Ask> {
  return {
    clients: clients.map((asks, index) => ({
      name: CLIENTS[index]!,
      asks: asks.map((text) => ({
        ...stepOf(text.replace('quiet ', '')),
        ...(text.startsWith('quiet ') && { when: 'quiet' as const }),
      })),
    })),
  };
}

// ——— what has been before ———

/** Where exploration begins: what everybody has been told by then, and what has been promised. */
interface Beginning {
  stories: ReadonlyMap<string, { event: Told; does: Does[] }[]>;
  acknowledged: ReadonlyMap<number, string>;
  appointed: Appointment;
}

/** Lets everything happen in the order of sending, one step after the other. */
function begin(create: CreateReplica, { cluster, before }: Case): Beginning {
  const controller = new ControllerActor(cluster);
  const actors = new Map<string, PartitionActor>([[CONTROLLER, controller]]);
  for (const id of cluster.replicas) actors.set(id, new ReplicaActor(create, id, cluster));
  const stories = new Map([...actors.keys()].map((id): [string, { event: Told; does: Does[] }[]] => [id, []]));
  const acknowledged = new Map<number, string>();
  const records = new Map<string, string>();
  const soon: { to: string; event: Told }[] = [];
  const take = (from: string, effects: readonly Does[]): void => {
    for (const effect of effects) {
      if (effect.do === 'send') soon.push({ to: effect.to, event: { now: 0, from, message: copyOf(effect.message) } });
      else if (effect.do === 'reply' && effect.ok && effect.offset !== undefined)
        acknowledged.set(effect.offset, records.get(effect.id)!);
    }
  };
  const settle = (): void => {
    for (let next = soon.shift(); next; next = soon.shift()) {
      const { to, event } = next;
      const does = [...actors.get(to)!.exec(event)];
      stories.get(to)!.push({ event, does });
      take(to, does);
    }
  };
  for (const actor of actors.values()) actor.start();
  take(CONTROLLER, controller.appointments());
  settle();
  for (const [index, text] of before.entries()) {
    const { actor, ask } = stepOf(text);
    const id = `before${index + 1}`;
    if ('append' in ask) records.set(id, ask.append);
    soon.push({ to: actor, event: { now: 0, asked: { ...ask, id } } });
    settle();
  }
  return { stories, acknowledged, appointed: controller.state };
}

interface Explored {
  world: World<Ask, Answer>;
  beginning: Beginning;
}

export function worldOf(create: CreateReplica, tried: Case, inOneGo?: InOneGo): Explored {
  const { cluster } = tried;
  const beginning = begin(create, tried);
  const memory = new Memory<Ask, Answer>((id) => {
    const before = beginning.stories.get(id)!;
    if (id === CONTROLLER) return new ControllerActor(cluster, before);
    return new ReplicaActor(create, id, cluster, { before, ...(inOneGo && { inOneGo }) });
  });
  return { world: { actors: [...cluster.replicas, CONTROLLER], memory }, beginning };
}

// ——— what is wrong ———

interface Problem {
  message: string;
  why?: string;
}

const LOST = 'Who was told “done” has gone on, and will not send it again.';
const SEEN = 'Who read it has acted on it. What was never agreed must not be shown.';

/** What is wrong with a run, in a sentence; nothing where all is well, or where not enough has happened yet to say. */
export function wrongWith(execution: PartitionExecution, beginning: Beginning, tried: Case): Problem | undefined {
  const isQuiet = execution.isOver && execution.underWay.length === 0;
  return (
    outOfPlace(execution, beginning, tried) ??
    contradiction(execution, beginning) ??
    notAsExpected(execution, tried) ??
    (execution.underWay.length === 0 ? unanswered(execution, tried) : undefined) ??
    (isQuiet ? afterwards(execution, beginning, tried) : undefined)
  );
}

/** What the controller said last. */
function appointedIn({ events }: PartitionExecution, { appointed }: Beginning): Appointment {
  const said = events.findLast(({ actor, sent }) => actor === CONTROLLER && sent.length > 0)?.sent[0];
  return said && 'message' in said.body ? (said.body.message as Appointment) : appointed;
}

/** An answer of a replica that had been told that somebody else leads, or that too few are in sync. */
function outOfPlace(execution: PartitionExecution, { appointed }: Beginning, tried: Case): Problem | undefined {
  const { events, calls } = execution;
  const { minInSync } = tried.cluster;
  const told = new Map<string, Appointment>();
  for (const { index, actor, item } of events) {
    const isHeard = !isStopped({ ...execution, events: events.slice(0, index) }, actor, tried);
    if (isHeard && item.from === CONTROLLER && 'message' in item.body) {
      const said = item.body.message as Appointment;
      if (said.epoch > (told.get(actor) ?? appointed).epoch) told.set(actor, said);
    }
    const { inSync, epoch, leader } = told.get(actor) ?? appointed;
    for (const { ask, actor: at, answer, replied } of calls) {
      if (replied !== index || at !== actor || !answer?.ok || !('append' in ask || 'read' in ask)) continue;
      const did = `${describeAsk(ask, actor)} was ${'append' in ask ? 'acknowledged' : 'answered'}`;
      if (leader !== actor)
        return {
          message: `${did}, although ${actor} has been told that ${leader ?? 'nobody'} leads in epoch ${epoch}.`,
        };
      if ('append' in ask && inSync.length < minInSync)
        return {
          message: `${did}, although in epoch ${epoch} only ${inSeries(inSync)} is in sync and ${minInSync} have to be.`,
          why: 'The minimum is what an acknowledgement is worth: so many copies that one can be lost.',
        };
    }
  }
  return undefined;
}

/** Two records in one place, of those that were acknowledged or read. */
function contradiction({ calls }: PartitionExecution, { acknowledged }: Beginning): Problem | undefined {
  const known = new Map<number, { record: string; how: string; isSeen: boolean }>();
  for (const [offset, record] of acknowledged) known.set(offset, { record, how: 'was acknowledged', isSeen: false });
  const check = (offset: number, record: string, how: string, isSeen: boolean): Problem | undefined => {
    const other = known.get(offset);
    if (other && other.record !== record)
      return {
        message: `At offset ${offset} ${format(other.record)} ${other.how}, and later ${format(record)} ${how}.`,
        why: other.isSeen ? SEEN : LOST,
      };
    known.set(offset, other ?? { record, how, isSeen });
    return undefined;
  };
  const inOrder = calls.filter(({ answer }) => answer?.ok).sort((one, other) => one.replied! - other.replied!);
  for (const { ask, answer, client } of inOrder) {
    if ('append' in ask) {
      const problem = check(answer!.offset!, ask.append, 'was acknowledged', false);
      if (problem) return problem;
    } else if ('read' in ask)
      for (const [place, record] of answer!.records!.entries()) {
        const problem = check(ask.read + place, record, `was read by ${client}`, true);
        if (problem) return problem;
      }
  }
  return undefined;
}

function notAsExpected({ calls }: PartitionExecution, { acknowledged = [], refused = [] }: Case): Problem | undefined {
  for (const { ask, answer, actor } of calls) {
    if (!('append' in ask) || !answer) continue;
    if (!answer.ok && acknowledged.includes(ask.append))
      return {
        message: `${describeAsk(ask, actor)} was refused, although ${actor} leads throughout and enough replicas are in sync.`,
      };
    if (answer.ok && refused.includes(ask.append))
      return { message: `${describeAsk(ask, actor)} was acknowledged, and had to be refused.` };
  }
  return undefined;
}

/** A client that still waits when nothing is on its way, at a replica whose machine has not been stopped since. */
function unanswered(execution: PartitionExecution, tried: Case): Problem | undefined {
  const { calls, events } = execution;
  for (const { client, ask, actor, asked, answer } of calls) {
    if (answer) continue;
    const isStop = ({ item: { body }, actor: at }: (typeof events)[number]): boolean =>
      at === actor && 'asked' in body && 'machine' in body.asked && body.asked.machine === 'stop';
    // What it was asked while it was stopped it has never heard, and what it would have been told then neither.
    const until = { ...execution, events: events.slice(0, asked) };
    const wasStopped = isStopped(until, actor, tried) || events.slice(asked).some(isStop);
    if (!wasStopped)
      return {
        message: `${client} asked: ${describeAsk(ask, actor)}. Nothing is on its way any more, and there was no answer.`,
      };
  }
  return undefined;
}

/** When all is quiet: who leads can be read, has everything that was acknowledged, and everybody who is there is in sync. */
function afterwards(execution: PartitionExecution, beginning: Beginning, tried: Case): Problem | undefined {
  try {
    return whenQuiet(execution, beginning, tried);
  } catch (thrown) {
    if (thrown instanceof NotAReplica) return { message: thrown.message };
    throw thrown;
  }
}

/** @throws NotAReplica, and whatever the learner's code throws */
function whenQuiet(execution: PartitionExecution, beginning: Beginning, tried: Case): Problem | undefined {
  const { events, calls, world } = execution;
  const { leader, inSync, epoch } = appointedIn(execution, beginning);
  if (leader === null || isStopped(execution, leader, tried)) return undefined;
  const history = events.findLast(({ actor }) => actor === leader)?.history ?? world.memory.beginning(leader);
  const read = (from: number): Answer | undefined => {
    const input: Told = { now: 0, asked: { read: from, id: 'afterwards' } };
    const { effects, fault } = world.memory.after(history, input, `afterwards ${from}`);
    if (fault) throw fault.thrown;
    return effects.find((effect) => effect.do === 'reply');
  };
  const reply = read(0);
  if (!reply?.ok)
    return {
      message: `When all is quiet, ${leader} leads in epoch ${epoch}, and ${reply ? 'refuses to be' : 'does not answer when it is'} read.`,
    };
  const records = reply.records!;
  const given = `When all is quiet, ${leader} leads in epoch ${epoch}, and a consumer is given ${format(records)}.`;
  const promised = new Map(beginning.acknowledged);
  for (const { ask, answer } of calls)
    if (answer?.ok && 'append' in ask) promised.set(answer.offset!, ask.append);
    else if (answer?.ok && 'read' in ask)
      for (const [place, record] of answer.records!.entries()) promised.set(ask.read + place, record);
  const acknowledged = new Set(
    calls.flatMap(({ ask, answer }) => ('append' in ask && answer?.ok ? [answer.offset!] : [])),
  );
  for (const [offset, record] of promised)
    if (records[offset] !== record) {
      const isSeen = !acknowledged.has(offset) && !beginning.acknowledged.has(offset);
      return {
        message: `${given} But at offset ${offset} ${format(record)} ${isSeen ? 'has been read' : 'was acknowledged'}.`,
        why: isSeen ? SEEN : LOST,
      };
    }
  const added = tried.refused?.find((record) => records.includes(record));
  if (added !== undefined)
    return {
      message: `${given} But ${format(added)} had to be refused: who does not lead, or has too few in sync, appends nothing.`,
    };
  const twice = records.find((record, place) => records.indexOf(record) !== place);
  if (twice !== undefined) return { message: `${given} ${format(twice)} was appended once, and is there twice.` };
  for (const from of [1, records.length, records.length + 1, 2 ** 32]) {
    const rest = read(from);
    if (!rest?.ok || textOf(rest.records) !== textOf(records.slice(from)))
      return {
        message: `${given} Asked for what is there from offset ${from} on, it ${rest?.ok ? `gives ${format(rest.records)}` : 'refuses'}.`,
      };
  }
  const left = world.actors.find(
    (actor) =>
      actor !== CONTROLLER &&
      !inSync.includes(actor) &&
      !isStopped(execution, actor, tried) &&
      !isMissed(execution, actor, tried),
  );
  if (left !== undefined && beginning.appointed.epoch !== epoch)
    return {
      message: `When all is quiet, ${left} runs and is not in sync: ${leader}, which leads, has not asked the controller to count it.`,
      why: 'Who is not in sync may not take over. With the next loss there is nobody left who may.',
    };
  return undefined;
}

function isStopped({ events }: PartitionExecution, replica: string, { before }: Case): boolean {
  const last = events.findLast(
    ({ actor, item }) => actor === replica && 'asked' in item.body && 'machine' in item.body.asked,
  );
  if (!last)
    return before.findLast((step) => step === `stop ${replica}` || step === `start ${replica}`) === `stop ${replica}`;
  const { body } = last.item;
  return 'asked' in body && 'machine' in body.asked && body.asked.machine === 'stop';
}

function isMissed({ events }: PartitionExecution, replica: string, { before }: Case): boolean {
  const last = events.findLast(({ actor, item }) => {
    if (actor !== CONTROLLER || !('asked' in item.body)) return false;
    const { asked } = item.body;
    return ('miss' in asked && asked.miss === replica) || ('back' in asked && asked.back === replica);
  });
  if (!last)
    return before.findLast((step) => step === `miss ${replica}` || step === `back ${replica}`) === `miss ${replica}`;
  return 'asked' in last.item.body && 'miss' in last.item.body.asked;
}

// ——— all orders ———

/** Tries every order of each case, and fails at the first that is wrong. */
export function holdsInEveryOrder(create: CreateReplica, cases: readonly Case[]): void {
  tryEveryOrder(
    cases,
    (tried) => {
      newCase();
      const { world, beginning } = begun(create, tried);
      return { world, beginning, program: programOf(tried) };
    },
    (execution, tried, { beginning }) => (execution.fault ? undefined : wrongWith(execution, beginning, tried)),
    (wrong) => tell(create, wrong),
  );
}

function begun(create: CreateReplica, tried: Case): Explored {
  try {
    const explored = worldOf(create, tried, repeat);
    const refused = unacknowledged(tried, explored.beginning);
    if (refused !== undefined) fail(`${refused}${beforeNote(tried)}`);
    return explored;
  } catch (thrown) {
    if (thrown instanceof NotAReplica) fail(`${thrown.message}${beforeNote(tried)}`);
    throw thrown;
  }
}

/** What had to be acknowledged before anything is explored, and was not, in a sentence. */
function unacknowledged({ before, acknowledged = [] }: Case, beginning: Beginning): string | undefined {
  const done = new Set(beginning.acknowledged.values());
  for (const { actor, ask } of before.map(stepOf))
    if ('append' in ask && acknowledged.includes(ask.append) && !done.has(ask.append))
      return `${describeAsk(ask, actor)} was not acknowledged, although ${actor} leads and all who are in sync have had time to get it.`;
  return undefined;
}

/** Steps that are told one by one; of more, those in the middle are left out. */
const MOST_TOLD = 12;

function stepsOf(before: readonly string[]): string {
  const steps = before.map(stepOf).map(({ actor, ask }) => describeAsk(ask, actor));
  const told = steps.length > MOST_TOLD ? [...steps.slice(0, 4), '…', ...steps.slice(-4)] : steps;
  return told.join(', then ');
}

function beforeNote({ before, cluster }: Case): string {
  const { replicas, minInSync } = cluster;
  const areNamed = replicas.some((id, index) => id !== 'abc'[index]);
  const names = areNamed ? ` called ${inSeries(replicas.map((id) => format(id)))}` : '';
  const where = `${counted(replicas.length, 'replica')}${names}, a minimum of ${minInSync} in sync`;
  return before.length === 0 ? ` (${where}.)` : ` (${where}. Before: ${stepsOf(before)}.)`;
}

/** Plays the order again, for its calls, and fails with it. */
function tell(
  create: CreateReplica,
  { run: tried, execution, problem, nth }: WrongOrder<Case, Ask, Answer, Problem>,
): never {
  const { before } = tried;
  const details = shownOrder(execution, {
    words: WORDING,
    title: `An order in which messages arrive${before.length === 0 ? '' : `; before: ${stepsOf(before)}`}`,
    told: toldOf(tried),
  });
  newCase();
  try {
    const { stories } = begin(create, tried);
    newCase();
    const actors = new Map(
      tried.cluster.replicas.map((id) => [
        id,
        new ReplicaActor(create, id, tried.cluster, { before: stories.get(id)! }),
      ]),
    );
    for (const [id, actor] of actors) {
      if (execution.events.some((event) => event.actor === id)) actor.start();
    }
    for (const { actor, history } of execution.events) {
      const replica = actors.get(actor);
      if (replica) for (const _effect of replica.exec(history.input!)) void _effect;
    }
  } catch (thrown) {
    if (thrown instanceof NotAReplica) fail(`${thrown.message}${beforeNote(tried)}`, details);
    throw thrown;
  }
  const { message, why } = problem ?? { message: 'Told the same again, it does something else.' };
  fail(`${message}${beforeNote(tried)} ${nth}`, {
    ...details,
    ...(why !== undefined && { why }),
    expected: 'what was acknowledged or read stays where it is, and everybody who asks is answered',
    actual: execution.calls
      .filter(({ ask }) => 'append' in ask || 'read' in ask)
      .map(
        ({ client, ask, actor, answer }) =>
          `${client}: ${describeAsk(ask, actor)}${answer ? describeAnswer(ask, answer) : ', no reply'}`,
      )
      .join('; '),
  });
}

/** As a report carries it; ./stepping.ts reads it. */
export function toldOf(tried: Case): string {
  return JSON.stringify(tried);
}
