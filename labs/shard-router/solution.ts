import type { Chunk, Condition, Query, ShardId, Topology } from 'headroom/shard-router';

/**
 * The numbers that anybody mentions cut the line of all keys into pieces: before the first of them, the first itself, between the
 * first and the second, and so on. Within a piece nothing changes: either all of its values fit a query, or none. So pieces are
 * numbered, and each is tried once: piece 2 × i + 1 is the number at place i, and 2 × i is what lies before it.
 */
class Pieces {
  readonly #numbers: readonly number[];
  readonly #pieceOf: ReadonlyMap<number, number>;

  constructor(mentioned: readonly number[]) {
    this.#numbers = [...new Set(mentioned)].sort((a, b) => a - b);
    this.#pieceOf = new Map(this.#numbers.map((number, place) => [number, 2 * place + 1]));
  }

  get count(): number {
    return 2 * this.#numbers.length + 1;
  }

  of(number: number): number {
    return this.#pieceOf.get(number)!;
  }

  /** The number that a piece is, or undefined for one that lies between two. */
  numberOf(piece: number): number | undefined {
    return piece % 2 === 1 ? this.#numbers[(piece - 1) / 2] : undefined;
  }

  /** The number that a piece begins with, or lies behind. */
  from(piece: number): number {
    return this.#numbers[Math.ceil(piece / 2) - 1] ?? Number.NEGATIVE_INFINITY;
  }
}

function mentionedIn(condition: Condition, column: string): readonly number[] {
  if ('of' in condition) return condition.of.flatMap((each) => mentionedIn(each, column));
  if (condition.column !== column) return [];
  return condition.is === 'in' ? condition.values : [condition.value];
}

/** Whether a row whose key lies in the piece can fit. What is said of other columns may always be true. */
function canFit(condition: Condition, column: string, piece: number, pieces: Pieces): boolean {
  if (condition.is === 'and') return condition.of.every((each) => canFit(each, column, piece, pieces));
  if (condition.is === 'or') return condition.of.some((each) => canFit(each, column, piece, pieces));
  if (condition.column !== column) return true;
  if (condition.is === 'in') return condition.values.some((value) => pieces.of(value) === piece);
  const value = pieces.of(condition.value);
  switch (condition.is) {
    case '=':
      return piece === value;
    case '!=':
      return piece !== value;
    case '<':
      return piece < value;
    case '<=':
      return piece <= value;
    case '>':
      return piece > value;
    case '>=':
      return piece >= value;
  }
}

export function route({ where = { is: 'and', of: [] } }: Query, topology: Topology): ShardId[] {
  const { column } = topology;
  const borders = topology.by === 'range' ? topology.chunks.map(({ below }) => below) : [];
  const pieces = new Pieces([...borders, ...mentionedIn(where, column)]);
  const fitting = Array.from({ length: pieces.count }, (_, piece) => piece).filter((piece) =>
    canFit(where, column, piece, pieces),
  );
  return [...new Set(topology.by === 'range' ? ofChunks(topology.chunks) : ofSlots(topology))].sort();

  function ofChunks(chunks: readonly Chunk[]): ShardId[] {
    return fitting
      .map((piece) => pieces.from(piece))
      .flatMap((from) => chunks.find(({ below }) => from < below)?.shard ?? []);
  }

  function ofSlots({ slots, hash }: Extract<Topology, { by: 'hash' }>): readonly ShardId[] {
    const values = fitting.map((piece) => pieces.numberOf(piece));
    // Between two numbers there are endlessly many, and their hashes are everywhere.
    if (values.includes(undefined)) return slots;
    return values.map((value) => slots[hash(value!) % slots.length]!);
  }
}
