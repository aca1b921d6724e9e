/** The worlds that are explored: actors, the clients who ask them by a program, and what is on its way between them. */
import type { History, Memory } from './memory.ts';

/** Some actors of which any may be asked, and may send to any other. */
export interface World<Ask, Answer> {
  actors: readonly string[];
  memory: Memory<Ask, Answer>;
  /** By how much an actor's clock is ahead, in ms; not at all where absent. */
  clocks?: Readonly<Record<string, number>>;
  /** For how many ms a client waits for a reply before it goes on; for ever when absent. */
  patience?: number;
  /** Whether an actor that crashes has its memory on disk. It has when absent. */
  afterCrash?: 'remembers' | 'forgets';
}

/** One thing that a client asks for, of one actor. */
export interface Planned<Ask> {
  actor: string;
  ask: Ask;
  /**
   * When it is asked, once the client's requests before it are over: at once when absent; `quiet` when nothing is on its way any more
   * but what is late; or not before so many ms.
   */
  when?: 'quiet' | number;
}

/** What the clients of one run do, each one thing after another. */
export interface Program<Ask> {
  clients: readonly { name: string; asks: readonly Planned<Ask>[] }[];
}

/** Something on its way to an actor. */
export interface Item<Ask> {
  /** Names it, in every schedule in which its sender has been told as much before. */
  readonly id: string;
  readonly kind: 'request' | 'message' | 'alarm';
  /** An actor, or the client who asks. */
  readonly from: string;
  readonly to: string;
  readonly body: { readonly asked: Ask & { id: string } } | { readonly message: unknown };
  /** All that its receiver is told by it. */
  readonly text: string;
  /** The number of the event that sent it; -1 when it was there at the beginning. */
  readonly sentBy: number;
  /** The number of the event without which it could not arrive: that one or, for a copy, the arrival of the original. */
  readonly cause: number;
  /** For alarms, the ms after which it rings. */
  readonly after?: number;
  /** When it is due on the clock of the run, in ms; for alarms, and for requests that wait for a time. */
  readonly due: number;
  readonly when?: 'quiet' | number;
  /** It is delivered twice: again at once, or late. */
  readonly again?: 'soon' | 'late';
  readonly isCopy?: true;
}

/** An actor was told something, and did something about it. */
export interface Event<Ask, Answer> {
  readonly index: number;
  readonly actor: string;
  readonly item: Item<Ask>;
  /** The actor's history since then. */
  readonly history: History<Ask, Answer>;
  /** The clock of the run. It stands still until nothing is on its way. */
  readonly clock: number;
  readonly sent: readonly Item<Ask>[];
  /** What was sent, and lost. */
  readonly lost: readonly Item<Ask>[];
  readonly before: Event<Ask, Answer> | undefined;
}

/** Something that went otherwise than it could have: what is counted. */
export type Departure =
  /** One message, or all that was sent at one moment. */
  | { kind: 'late'; items: readonly string[] }
  | { kind: 'lost'; item: string }
  | { kind: 'twice'; item: string; again: 'soon' | 'late' }
  /** Sent from this event on, messages between groups are lost, until it heals. */
  | ({ kind: 'cut'; event: number } & CutShape)
  /** After this event the actor hears nothing until all is quiet. */
  | { kind: 'crash'; event: number; actor: string };

export interface CutShape {
  groups: readonly (readonly string[])[];
  /** After one event, when all is quiet, or at a time in ms. */
  heals: 'at once' | 'quiet' | number;
}

/** A cut as it came about. */
export interface Cut extends CutShape {
  /** The first event whose messages it swallows, and the first whose messages pass again; the latter is absent while it lasts. */
  begins: number;
  ends?: number;
}

/** Whether a cut lies between two actors. */
export function separates({ groups }: CutShape, one: string, other: string): boolean {
  return one !== other && !groups.some((group) => group.includes(one) && group.includes(other));
}
