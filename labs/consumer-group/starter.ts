import type { Claim, Share } from 'headroom/consumer-group';

export function assign(members: string[], partitions: string[], previous: Claim[]): Share[] {
  // Your code goes here.
  return members.map((member) => ({ member, partitions: [] }));
}
