// Members sorted by what they hold; the first ones get the larger quota, and a heap-free deal fills the rest.
import type { Claim, Share } from 'headroom/consumer-group';

export function assign(members: string[], partitions: string[], previous: Claim[]): Share[] {
  // Claims from old to new, so that a newer one overwrites an older one.
  const lastHad: Map<string, string> = new Map();
  [...previous]
    .sort((one, other) => one.generation - other.generation)
    .forEach(({ member, partitions: had }) => {
      had.forEach((partition) => void lastHad.set(partition, member));
    });
  const held = new Map<string, string[]>();
  for (const member of members) held.set(member, []);
  const homeless = new Set<string>();
  for (const partition of partitions) {
    const list = held.get(lastHad.get(partition) ?? '');
    // A member may be called '' too, so that nobody had it is asked apart.
    if (list && lastHad.has(partition)) list.push(partition);
    else homeless.add(partition);
  }
  const ranked = [...held].sort(([, one], [, other]) => other.length - one.length);
  const larger = members.length === 0 ? 0 : partitions.length % members.length;
  ranked.forEach(([, list], rank) => {
    const quota = (partitions.length - larger) / members.length + (rank < larger ? 1 : 0);
    while (list.length > quota) homeless.add(list.pop()!);
  });
  const waiting = homeless.values();
  ranked.forEach(([, list], rank) => {
    const quota = (partitions.length - larger) / members.length + (rank < larger ? 1 : 0);
    while (list.length < quota) list.push(waiting.next().value!);
  });
  return members.map((member) => ({ member, partitions: held.get(member) ?? [] }));
}
