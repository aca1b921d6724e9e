/** What is wrong with an assignment, by what the lab's brief says. Kafka's own examples are held to it in the unit tests. */
import { format } from '#grading';
import { counted, inSeries } from '#words';
import type { Claim } from './types.ts';

export interface Asked {
  members: readonly string[];
  partitions: readonly string[];
  previous: readonly Claim[];
}

/** The member that had each partition last, of all who claim it. */
export function ownersOf(previous: readonly Claim[]): Map<string, string> {
  const newest = new Map<string, Claim>();
  for (const claim of previous)
    for (const partition of claim.partitions) {
      const other = newest.get(partition);
      if (other === undefined || claim.generation > other.generation) newest.set(partition, claim);
    }
  return new Map([...newest].map(([partition, { member }]) => [partition, member]));
}

/**
 * How many partitions can stay in an even assignment. Everybody can keep as many as everybody gets, and as many members as there are
 * larger shares can keep one more.
 */
export function mostThatStay({ members, partitions, previous }: Asked): number {
  if (members.length === 0) return 0;
  const owners = ownersOf(previous);
  const held = members.map((member) => partitions.filter((partition) => owners.get(partition) === member).length);
  const even = Math.floor(partitions.length / members.length);
  const larger = partitions.length % members.length;
  const keptByAll = held.reduce((sum, count) => sum + Math.min(count, even), 0);
  return keptByAll + Math.min(larger, held.filter((count) => count > even).length);
}

/** How many partitions get the owner again that they had last. */
export function staying(
  previous: readonly Claim[],
  shares: readonly (readonly string[])[],
  members: readonly string[],
) {
  const owners = ownersOf(previous);
  return shares.reduce(
    (sum, share, place) => sum + share.filter((partition) => owners.get(partition) === members[place]).length,
    0,
  );
}

/** What is wrong, in a sentence for the learner; nothing where all is well. */
export function wrongWith(asked: Asked, answer: unknown): string | undefined {
  const { members, partitions } = asked;
  if (!Array.isArray(answer)) return `The answer is ${format(answer)}, and not a list of shares.`;
  const shares: string[][] = [];
  for (const [place, member] of members.entries()) {
    const share = answer[place] as { member?: unknown; partitions?: unknown } | undefined;
    if (!isShare(share)) return `Share ${place + 1} is ${format(share)}: it has to be { member: …, partitions: […] }.`;
    if (share.member !== member)
      return `Share ${place + 1} is that of ${format(share.member)}, and member ${place + 1} is ${format(member)}.`;
    shares.push(share.partitions);
  }
  if (answer.length > members.length)
    return `There are ${counted(answer.length, 'share')} for ${counted(members.length, 'member')}.`;
  if (members.length === 0) return undefined;
  return wrongOwners(members, partitions, shares) ?? uneven(members, shares) ?? moves(asked, shares);
}

function isShare(share: { member?: unknown; partitions?: unknown } | undefined): share is {
  member: string;
  partitions: string[];
} {
  return typeof share === 'object' && share !== null && 'member' in share && Array.isArray(share.partitions as unknown);
}

function wrongOwners(
  members: readonly string[],
  partitions: readonly string[],
  shares: readonly (readonly string[])[],
): string | undefined {
  const there = new Set(partitions);
  const reader = new Map<string, string>();
  for (const [place, share] of shares.entries())
    for (const partition of share) {
      const [member, other] = [members[place]!, reader.get(partition)];
      if (!there.has(partition)) return `${format(member)} is to read ${format(partition)}, which is no partition.`;
      if (other !== undefined)
        return other === member
          ? `${format(member)} is given ${format(partition)} twice.`
          : `${format(partition)} is given to ${format(other)} and to ${format(member)}: both would work on its records.`;
      reader.set(partition, member);
    }
  const left = partitions.find((partition) => !reader.has(partition));
  return left === undefined ? undefined : `Nobody is to read ${format(left)}: its records would wait for ever.`;
}

function uneven(members: readonly string[], shares: readonly (readonly string[])[]): string | undefined {
  const sizes = shares.map(({ length }) => length);
  const [most, fewest] = [Math.max(...sizes), Math.min(...sizes)];
  if (most - fewest <= 1) return undefined;
  const named = (size: number) => `${format(members[sizes.indexOf(size)])} has ${counted(size, 'partition')}`;
  return `${named(most)}, and ${named(fewest)}.`;
}

function moves(asked: Asked, shares: readonly (readonly string[])[]): string | undefined {
  const { members, partitions, previous } = asked;
  const [stay, can] = [staying(previous, shares, members), mostThatStay(asked)];
  if (stay >= can) return undefined;
  const owners = ownersOf(previous);
  const movers = partitions.flatMap((partition) => {
    const to = members[shares.findIndex((share) => share.includes(partition))]!;
    const from = owners.get(partition);
    return from !== undefined && from !== to && members.includes(from)
      ? [`${format(partition)} from ${format(from)} to ${format(to)}`]
      : [];
  });
  const shown = movers.length > 4 ? [...movers.slice(0, 4), `${movers.length - 4} more`] : movers;
  return `${counted(stay, 'partition')} ${stay === 1 ? 'stays' : 'stay'} with who had ${stay === 1 ? 'it' : 'them'}, and ${can} could. Moved without need are some of these: ${inSeries(shown)}.`;
}
