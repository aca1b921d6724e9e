import { defineLab } from '#grading';

export default defineLab({
  title: 'Refuse or diverge',
  lesson: 3,
  marks: 4,
  asks: 'Choose CP or AP for ten workloads, each with its reason, and write the replica for both.',
  exports: ['choose', 'createReplica'],
  machines: { createReplica: 5 },
  hints: [
    'For `choose`, ask of each workload: who writes? Can two writes conflict? If they do, can they be combined, or paid for? Only then: what does no answer cost? Three of the seven reasons are reasons to refuse.',
    'Begin with AP. Keep a `Map` from key to `{ value, counter, writer }`. A write takes the highest counter that this replica has seen in any message or made itself, plus one. Whatever comes in is kept only if it is newer: the greater counter, or the same counter and the greater writer.',
    'AP, after a cut: for each peer, note which keys it has not confirmed. Send an update at once, and set an alarm, every 200 ms say, that sends it again until the peer has answered with what it holds. One alarm at a time is enough, and it never gives up while a key is unconfirmed.',
    'CP: give each operation a number, put the number into every message, and keep a record in a `Map`: the request, the key, the value to write, the round, the newest version so far, and a `Set` of the replicas that have taken part in this round, yourself first. A majority is `Math.floor((peers.length + 1) / 2) + 1`.',
    'CP, the two rounds: send `ask` to all peers. When the set holds a majority, store the newest version (for a read) or your value under a newer timestamp (for a write): in your own map, and by `store` to all peers, with a new set. When that set holds a majority, reply and delete the record. Both reads and writes do both rounds.',
    'CP, what is left: `ask` is answered with what the replica holds, `store` is acknowledged even if it is not news. An answer counts only for the round that the record is in. Two writes at one replica need two timestamps: remember the highest counter that you have given out. An alarm after 500 ms refuses if the record is still there, and does nothing if not.',
  ],
});
