/** What requests are like: whose key they carry and of what kind they are. */
import type { Random } from '../random/random.ts';
import { Weighted } from '../random/weighted.ts';

export interface Traffic {
  /** Draws keys 0 … n − 1, for instance `zipf(n, 1)`; without it every key is 0. */
  keys?: Weighted;
  /** The kinds and their weights: `{ read: 9, write: 1 }`; without them every kind is 'request'. */
  kinds?: Readonly<Record<string, number>>;
}

export interface Drawn {
  key: number;
  kind: string;
}

/** Draws the next request's key and kind into one record that is used again and again. */
export function drawTraffic({ keys, kinds = { request: 1 } }: Traffic): (random: Random) => Readonly<Drawn> {
  const names = Object.keys(kinds);
  const mix = new Weighted(Object.values(kinds));
  const drawn: Drawn = { key: 0, kind: names[0]! };
  return (random) => {
    if (keys !== undefined) drawn.key = keys.draw(random);
    if (names.length > 1) drawn.kind = names[mix.draw(random)]!;
    return drawn;
  };
}
