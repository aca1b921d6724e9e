/** What each workload is answered, what a replica is told, and what it may do. */

export type Mode = 'CP' | 'AP';

export type Workload =
  | 'account-transfer'
  | 'cash-machine'
  | 'hall-seat'
  | 'flight-seat'
  | 'job-lock'
  | 'prescription'
  | 'profile-photo'
  | 'shopping-basket'
  | 'like-counter'
  | 'sensor-reading';

export type Reason =
  | 'only-one-owner'
  | 'rule-across-copies'
  | 'stale-does-harm'
  | 'stale-is-harmless'
  | 'nothing-conflicts'
  | 'conflicts-merge'
  | 'loss-is-bounded';

export interface Choice {
  mode: Mode;
  reason: Reason;
}

/** What a key holds: `null` until somebody writes. */
export type Value = string | null;

/** What a replica does, with the messages that you designed. */
export type EffectOf<Message> =
  /** To a peer. It may be lost, overtaken or delivered twice. */
  | { send: string; message: Message }
  /** To yourself: an alarm. It comes back through `receive` after exactly so many milliseconds. */
  | { send: string; message: Message; after: number }
  /** Answers a client. A read carries the value. */
  | { reply: string; ok: true; value?: Value }
  /** Refuses a client. */
  | { reply: string; ok: false };

/** One replica of a cluster, with the messages that you designed. */
export interface ReplicaOf<Message> {
  /** A client asks for a key. `request` names its request, and `now` is this replica's clock, in milliseconds. */
  read(request: string, key: string, now: number): EffectOf<Message>[];
  /** A client asks to write. */
  write(request: string, key: string, value: string, now: number): EffectOf<Message>[];
  /** A message has arrived: from a peer, or from yourself if it is an alarm. */
  receive(from: string, message: Message, now: number): EffectOf<Message>[];
}
