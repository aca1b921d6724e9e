/** What is asked, and where rows are. */

/** The name of a shard. */
export type ShardId = string;

/** Rows whose key is below `below`, and not below that of the chunk before it. */
export interface Chunk {
  below: number;
  shard: ShardId;
}

/** By ranges: the chunks lie one after the other, and the last one is below Infinity. */
export interface ByRange {
  by: 'range';
  /** The column that rows are cut by. */
  column: string;
  chunks: readonly Chunk[];
}

/** By a hash: a row is in the slot `hash(value) % slots.length`, and `slots` says which shard has it. */
export interface ByHash {
  by: 'hash';
  column: string;
  slots: readonly ShardId[];
  /** A whole number, 0 or more, and the same one for the same value. */
  hash(value: number): number;
}

export type Topology = ByRange | ByHash;

/** What must hold of a row. */
export type Condition =
  | { is: '=' | '!=' | '<' | '<=' | '>' | '>='; column: string; value: number }
  | { is: 'in'; column: string; values: readonly number[] }
  | { is: 'and'; of: readonly Condition[] }
  | { is: 'or'; of: readonly Condition[] };

export interface Query {
  /** Without it, all rows are asked for. */
  where?: Condition;
}
