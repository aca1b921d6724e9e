import type { ReplicaOf } from 'headroom/replicated-log';

/** What replicas tell each other. Plain data; design your own, one type for each kind. */
type Message = { kind: 'fetch'; epoch: number };

/**
 * Makes the replica `id` of a partition. It acknowledges
 * only while `minInSync` replicas or more are in sync.
 */
export function createReplica(id: string, minInSync: number): ReplicaOf<Message> {
  // What is in the log? Who leads, in which epoch?
  // As a leader: how far has each follower come?

  return {
    appoint(epoch, leader, inSync) {
      return [];
    },
    append(request, record) {
      return [{ reply: request, ok: false }];
    },
    read(request, from) {
      return [{ reply: request, ok: false }];
    },
    receive(from, message) {
      return [];
    },
  };
}
