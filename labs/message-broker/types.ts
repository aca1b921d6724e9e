/** What the broker promises to those who publish and to those who work on what was published. */

export interface BrokerOptions {
  /** How long a consumer may hold a message without acknowledging it, in ms. */
  timeout: number;
  /** How often a message is delivered at most, to one group. */
  deliveries: number;
}

export interface Delivery {
  /** Names this delivery: 1 for the first of the broker, 2 for the next, whoever it goes to. */
  tag: number;
  body: string;
  /** Whether the message was delivered to this group before. */
  redelivered: boolean;
}

/** `now` is the time in ms. It never goes back. */
export interface Broker {
  /** A consumer begins to work for a group of a topic. It may hold `prefetch` messages at once; 0 stands for no limit. */
  join(consumer: string, topic: string, group: string, prefetch: number): void;
  /** Takes a message in. Gives the number of groups that will have it. */
  publish(topic: string, body: string, now: number): number;
  /** Gives a consumer the next message of its group; `null` if there is none for it now. */
  receive(consumer: string, now: number): Delivery | null;
  /** The work is done. Gives whether the consumer held the message. */
  ack(consumer: string, tag: number, now: number): boolean;
  /** The work on all that the consumer holds, up to this tag, is done. Gives how many messages those were. */
  ackUpTo(consumer: string, tag: number, now: number): number;
  /** The work could not be done, and the message comes back. Gives whether the consumer held it. */
  nack(consumer: string, tag: number, now: number): boolean;
  /** The consumer is gone, and all that it held comes back. */
  leave(consumer: string, now: number): void;
  /** The bodies of a group's dead letters, in the order in which they died. */
  dead(topic: string, group: string, now: number): string[];
}
