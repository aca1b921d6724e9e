import type { Claim, Share } from 'headroom/consumer-group';

/** Who had each partition last: of several claims the newest counts. */
function ownersOf(previous: Claim[]): Map<string, Claim> {
  const owners = new Map<string, Claim>();
  for (const claim of previous)
    for (const partition of claim.partitions) {
      const other = owners.get(partition);
      if (!other || other.generation < claim.generation) owners.set(partition, claim);
    }
  return owners;
}

export function assign(members: string[], partitions: string[], previous: Claim[]): Share[] {
  const owners = ownersOf(previous);
  const shares = new Map(members.map((member): [string, string[]] => [member, []]));
  const free: string[] = [];
  for (const partition of partitions) {
    const owner = owners.get(partition);
    const share = owner && shares.get(owner.member);
    (share ?? free).push(partition);
  }

  // Everybody ends with `even` partitions or one more, and so many have one more.
  const even = Math.floor(partitions.length / members.length);
  let oneMore = partitions.length % members.length;

  // Who holds more than `even` keeps one more: that moves nothing. All else beyond `even` is given up.
  for (const share of shares.values()) {
    if (share.length <= even) continue;
    const keeps = oneMore-- > 0 ? even + 1 : even;
    free.push(...share.splice(keeps));
  }

  // First everybody gets as many as the others, then some get one more.
  for (const share of shares.values()) while (share.length < even) share.push(free.pop()!);
  for (const share of shares.values()) if (share.length === even && free.length > 0) share.push(free.pop()!);

  return members.map((member) => ({ member, partitions: shares.get(member)! }));
}
