import type { Claim, Share } from 'headroom/consumer-group';

export function assign(members: string[], partitions: string[], previous: Claim[]): Share[] {
  const owners: Record<string, Claim> = {};
  for (const claim of previous)
    for (const partition of claim.partitions)
      if (!owners[partition] || owners[partition].generation < claim.generation) owners[partition] = claim;
  const shares: Record<string, string[]> = {};
  for (const member of members) shares[member] = [];
  const free: string[] = [];
  for (const partition of partitions) (shares[owners[partition]?.member ?? 'nobody'] ?? free).push(partition);
  const even = Math.floor(partitions.length / members.length);
  let oneMore = partitions.length % members.length;
  for (const share of Object.values(shares)) {
    if (share.length <= even) continue;
    free.push(...share.splice(oneMore-- > 0 ? even + 1 : even));
  }
  for (const share of Object.values(shares)) while (share.length < even) share.push(free.pop()!);
  for (const share of Object.values(shares)) if (share.length === even && free.length > 0) share.push(free.pop()!);
  return Object.entries(shares).map(([member, list]) => ({ member, partitions: list }));
}
