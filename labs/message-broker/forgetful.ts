/** The broker that people write first, and that the source prints: whoever takes a message takes it off the queue, and nobody remembers it. */
import { Fifo } from '#simulation';
import type { Broker } from './types.ts';

export function takeAndForget(): Broker {
  const queue = new Fifo<string>();
  let tags = 0;
  return {
    join: () => undefined,
    publish(_topic, body) {
      queue.push(body);
      return 1;
    },
    receive: () => (queue.length === 0 ? null : { tag: ++tags, body: queue.shift()!, redelivered: false }),
    ack: () => true,
    ackUpTo: () => 0,
    nack: () => true,
    leave: () => undefined,
    dead: () => [],
  };
}
