/** What a log and a queue can do. */

/** A record in its place. */
export interface Placed {
  offset: number;
  record: string;
}

/** `now` is in milliseconds, and never goes back. */
export interface Log {
  append(record: string, now: number): number;
  read(group: string, most: number, now: number): Placed[];
  commit(group: string, offset: number, now: number): void;
  lag(group: string, now: number): number;
}

export interface Delivery {
  /** Names it to its consumer: 1 for its first, then 2, and so on. */
  tag: number;
  message: string;
  /** It was delivered before. */
  redelivered: boolean;
}

export interface Queue {
  send(message: string): void;
  receive(consumer: string): Delivery | undefined;
  ack(consumer: string, tag: number, multiple: boolean): void;
  reject(consumer: string, tag: number, requeue: boolean): void;
  close(consumer: string): void;
}
