import type { Share } from 'headroom/consumer-group';

export function assign(members: string[], partitions: string[]): Share[] {
  const each = Math.ceil(partitions.length / members.length);
  return members.map((member, place) => ({ member, partitions: partitions.slice(place * each, (place + 1) * each) }));
}
