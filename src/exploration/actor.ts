/**
 * What is explored: deterministic actors that are driven by events and emit effects. An actor knows nothing of who keeps the time or
 * chooses what happens next, so the same one runs on a simulation's clock and here, where a plan chooses.
 */

/** What can be driven by events: `start` begins it anew, as if nothing had been, and `exec` tells it one event. */
export interface Actor<Event, Emitted> {
  start(): void;
  /** What it does about an event, in order. Each effect may be checked as it is taken, so all of them are to be taken. */
  exec(event: Event): Iterable<Emitted>;
  /** Tells it several events at once, for actors that are far away; what it does about each is known already, and not asked for. */
  play?(story: readonly { event: Event; does: readonly Emitted[] }[]): void;
}

/** Something that happens to an actor: a client asks, or a message has come (from itself, if it is an alarm). */
export type Input<Ask> = {
  /** The actor's own clock, in ms. */
  now: number;
} & ({ asked: Ask & { id: string } } | { from: string; message: unknown });

/** Something that an actor does. */
export type Effect<Answer> =
  | { do: 'send'; to: string; message: unknown }
  /** A message to itself, after so many ms. */
  | { do: 'wait'; after: number; message: unknown }
  /** Answers the request of that id. */
  | ({ do: 'reply'; id: string } & Answer);

export type Explorable<Ask, Answer> = Actor<Input<Ask>, Effect<Answer>>;
