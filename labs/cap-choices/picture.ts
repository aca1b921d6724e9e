/** A run of a schedule in words, and as a picture for those whose replicas failed. */
import { isRecord } from '#exploration';
import { type Arrow, clipped, type Picture, type Span } from '#grading';
import { describeRequest } from './actor.ts';
import type { Call, Run } from './run.ts';
import type { SentMessage } from './world.ts';

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
    label: clipped(`${describeRequest(call)}${describeOutcome(call.outcome, call)}`, 110),
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
    label: clipped(labelOf(message), 40),
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
export function wordsIn(value: unknown, words = new Set<string>()): Set<string> {
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
