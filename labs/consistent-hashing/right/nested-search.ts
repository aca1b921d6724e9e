// A class, positions and nodes in two arrays, points put into their places one by one, and a walk that begins by recursion.

import type { Hash, Ring, RingOptions } from 'headroom/consistent-hashing';

class SortedRing implements Ring {
  readonly #points: number;
  readonly #hash: Hash;
  readonly #nodes: string[] = [];
  #places: number[] = [];
  #owner: string[] = [];

  constructor({ nodes, points, hash }: RingOptions) {
    if (!(points >= 1 && points % 1 === 0 && points < Infinity))
      throw new RangeError(`There cannot be ${points} points`);
    this.#points = points;
    this.#hash = hash;
    for (const node of nodes) {
      if (this.#nodes.includes(node)) throw new RangeError('one of the nodes is there twice');
      this.add(node);
    }
  }

  #search(position: number, from = 0, to = this.#places.length): number {
    if (from >= to) return from;
    const middle = (from + to) >> 1;
    return this.#places[middle]! >= position
      ? this.#search(position, from, middle)
      : this.#search(position, middle + 1, to);
  }

  owners = (key: string, count: number): string[] => {
    if (count !== Math.floor(count) || count <= 0 || !(count <= this.#nodes.length))
      throw new RangeError(`No count of ${count}`);
    const met: string[] = [];
    let place = this.#search(this.#hash(key));
    while (met.length < count) {
      if (place === this.#places.length) place = 0;
      const node = this.#owner[place]!;
      if (!met.includes(node)) met.push(node);
      place++;
    }
    return met;
  };

  add = (node: string): void => {
    if (this.#nodes.includes(node)) throw new RangeError(`The node is there already: ${JSON.stringify(node)}`);
    this.#nodes.push(node);
    for (let number = 0; number < this.#points; number++) {
      const position = this.#hash(`${node}#${number}`);
      let place = this.#search(position);
      while (this.#places[place] === position && this.#owner[place]! < node) place++;
      this.#places.splice(place, 0, position);
      this.#owner.splice(place, 0, node);
    }
  };

  remove = (node: string): void => {
    const at = this.#nodes.indexOf(node);
    if (at < 0) throw new RangeError(`There is no such node: ${JSON.stringify(node)}`);
    this.#nodes.splice(at, 1);
    const stays = this.#owner.map((each) => each !== node);
    this.#places = this.#places.filter((_, place) => stays[place]);
    this.#owner = this.#owner.filter((_, place) => stays[place]);
  };
}

export const createRing = (options: RingOptions): Ring => new SortedRing(options);
