/** What a replica of a partition is told, and what it may do. */

/** What a replica does, with the messages that you designed. */
export type EffectOf<Message> =
  /** To another replica. */
  | { send: string; message: Message }
  /** Leader only: asks the controller to count this follower among the in-sync replicas. */
  | { admit: string }
  /** Acknowledges an append: the record is at this offset, and stays there. */
  | { reply: string; ok: true; offset: number }
  /** Answers a read. */
  | { reply: string; ok: true; records: string[] }
  /** Refuses. */
  | { reply: string; ok: false };

/** One replica, with the messages that you designed. */
export interface ReplicaOf<Message> {
  /** The controller says who leads from now on (`null`: nobody), and who is in sync. */
  appoint(epoch: number, leader: string | null, inSync: string[]): EffectOf<Message>[];
  /** A producer asks to append a record. `request` names its request. */
  append(request: string, record: string): EffectOf<Message>[];
  /** A consumer asks for the records from an offset on. */
  read(request: string, from: number): EffectOf<Message>[];
  /** A message from another replica has arrived. */
  receive(from: string, message: Message): EffectOf<Message>[];
}
