// Seats first: each member offers `even` seats, and the larger seats go to whoever can keep something in them.
import type { Claim, Share } from 'headroom/consumer-group';

export function assign(members: string[], partitions: string[], previous: Claim[]): Share[] {
  const newest = new Map<string, number>();
  const place = new Map(members.map((member, index) => [member, index]));
  const owner = new Map<string, number | undefined>();
  for (const { member, partitions: had, generation } of previous)
    for (const partition of had) {
      if (generation <= (newest.get(partition) ?? -1)) continue;
      newest.set(partition, generation);
      owner.set(partition, place.get(member));
    }

  const result: Share[] = members.map((member) => ({ member, partitions: [] }));
  const even = Math.trunc(partitions.length / Math.max(1, members.length));
  let larger = partitions.length - even * members.length;
  const left: string[] = [];
  for (const partition of partitions) {
    const at = owner.get(partition);
    const seats = at === undefined ? undefined : result[at]?.partitions;
    if (seats && seats.length < even) seats.push(partition);
    else if (seats && seats.length === even && larger > 0) {
      seats.push(partition);
      larger -= 1;
    } else left.push(partition);
  }
  if (members.length === 0) return result;
  let next = 0;
  for (const { partitions: seats } of result) {
    while (seats.length < even) seats.push(left[next++]!);
  }
  for (const { partitions: seats } of result) {
    if (seats.length === even && next < left.length) seats.push(left[next++]!);
  }
  return result;
}
