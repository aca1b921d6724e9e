import type { Claim, Share } from 'headroom/consumer-group';

export function assign(members: string[], partitions: string[], previous: Claim[]): Share[] {
  const there = new Set(partitions);
  const claimed = new Set(previous.flatMap((claim) => claim.partitions));
  const claims = new Map(previous.map((claim) => [claim.member, claim]));
  const even = Math.floor(partitions.length / members.length);
  let oneMore = partitions.length % members.length;
  const free = partitions.filter((partition) => !claimed.has(partition));
  const present = new Set(members);
  for (const { member, partitions: had } of previous)
    if (!present.has(member)) free.push(...had.filter((partition) => there.has(partition)));
  const shares = members.map((member): Share => {
    const had = (claims.get(member)?.partitions ?? []).filter((partition) => there.has(partition));
    const keeps = had.length > even && oneMore > 0 ? even + 1 : even;
    if (had.length > even) oneMore--;
    free.push(...had.splice(keeps));
    return { member, partitions: had };
  });
  for (const share of shares)
    while (share.partitions.length < even && free.length > 0) share.partitions.push(free.pop()!);
  for (const share of shares)
    if (share.partitions.length === even && free.length > 0) share.partitions.push(free.pop()!);
  return shares;
}
