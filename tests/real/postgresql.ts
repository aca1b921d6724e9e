/**
 * PostgreSQL: which partitions it asks for a query, beside the router of lesson 5; and what becomes of a seat that two buyers hold at once,
 * beside lesson 9.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Condition } from '../../labs/shard-router/types.ts';
import { type Recipe, run, type Started, withServer } from './server.ts';

const root = '/usr/lib/postgresql';
const bin = (name: string): string => join(root, readdirSync(root).sort().at(-1) as string, 'bin', name);

const recipe: Recipe = {
  package: 'postgresql',
  version: () => run(bin('postgres'), ['--version']).trim(),
  prepare({ port, folder }) {
    // It refuses to run as root; its package made a user for it.
    const uid = process.getuid?.() === 0 ? Number(run('id', ['-u', 'postgres'])) : undefined;
    if (uid) chownSync(folder, uid, uid);
    const data = join(folder, 'data');
    const initdb = [bin('initdb'), '-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync'];
    if (uid) run('setpriv', [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', ...initdb]);
    else run(initdb[0] as string, initdb.slice(1));
    const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
    return { program: bin('postgres'), args, ...(uid && { uid }) };
  },
  probe: (at) => void query(at, 'SELECT 1'),
};

/** How psql talks to the server: nothing but rows. */
const psql = ({ port }: Started): string[] => ['-h', '127.0.0.1', '-p', `${port}`, '-U', 'postgres', '-X', '-A', '-t'];

/** Rows of a query, as text; its columns between bars. Throws where the server refuses one. */
function query(at: Started, sql: string): string[] {
  return run('psql', [...psql(at), '-q', '-v', 'ON_ERROR_STOP=1'], sql)
    .split('\n')
    .filter((line) => line !== '');
}

/** Where the partitions of the recorded table end, and into how many the other one is hashed. */
const BORDERS = [-10, 0, 10, 20, 30];
const HASHED = 4;
const QUERIES = 300;
const VALUES = [-11, -10, -9.5, 0, 0.5, 9, 10, 12, 19, 20, 25, 30, 31];

const compared = fc.record({
  is: fc.constantFrom<('=' | '!=' | '<' | '<=' | '>' | '>=')[]>('=', '!=', '<', '<=', '>', '>='),
  column: fc.constantFrom('customer', 'customer', 'customer', 'city'),
  value: fc.constantFrom(...VALUES),
});
const listed = fc.record({
  is: fc.constant('in' as const),
  column: fc.constant('customer'),
  values: fc.subarray(VALUES, { minLength: 1, maxLength: 3 }),
});
const condition = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    compared as fc.Arbitrary<Condition>,
    listed as fc.Arbitrary<Condition>,
    fc.record({
      is: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('any'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).any;

function asSql(where: Condition): string {
  if ('of' in where) return `(${where.of.map(asSql).join(where.is === 'and' ? ' AND ' : ' OR ')})`;
  if (where.is === 'in') return `${where.column} IN (${where.values.join(', ')})`;
  return `${where.column} ${where.is === '!=' ? '<>' : where.is} ${where.value}`;
}

/** The partitions that a plan reads, by their numbers. */
function asked(plan: string, table: string): number[] {
  const found = [...plan.matchAll(new RegExp(`Scan on ${table}_(\\d+)`, 'g'))].map((match) => Number(match[1]));
  return [...new Set(found)].sort((a, b) => a - b);
}

function routes(at: Started) {
  const ranges = [...BORDERS, undefined].map((to, index) => {
    const from = index === 0 ? 'MINVALUE' : BORDERS[index - 1];
    return `CREATE TABLE ranged_${index} PARTITION OF ranged FOR VALUES FROM (${from}) TO (${to ?? 'MAXVALUE'});`;
  });
  const hashes = Array.from(
    { length: HASHED },
    (_, index) =>
      `CREATE TABLE hashed_${index} PARTITION OF hashed FOR VALUES WITH (MODULUS ${HASHED}, REMAINDER ${index});`,
  );
  query(
    at,
    `CREATE TABLE ranged (customer numeric NOT NULL, city numeric) PARTITION BY RANGE (customer); ${ranges.join(' ')}
     CREATE TABLE hashed (customer numeric NOT NULL, city numeric) PARTITION BY HASH (customer); ${hashes.join(' ')}
     INSERT INTO hashed (customer) VALUES ${VALUES.map((value) => `(${value})`).join(', ')};`,
  );
  const placed = query(at, 'SELECT customer, tableoid::regclass FROM hashed').map((row) => {
    const [value, table] = row.split('|') as [string, string];
    return [Number(value), Number(table.replace('hashed_', ''))] as const;
  });
  const conditions = fc.sample(condition, { numRuns: QUERIES, seed: 1 });
  const plans = (table: string): number[][] =>
    query(
      at,
      conditions
        .map((where) => `\\echo next\nEXPLAIN (COSTS OFF) SELECT * FROM ${table} WHERE ${asSql(where)};`)
        .join('\n'),
    )
      .join('\n')
      .split('next')
      .slice(1)
      .map((plan) => asked(plan, table));
  const [ranged, hashed] = [plans('ranged'), plans('hashed')];
  const queries = conditions.map((where, index) => ({ where, ranged: ranged[index], hashed: hashed[index] }));
  return { borders: BORDERS, hashed: placed.sort((a, b) => a[0] - b[0]), queries };
}

/** One connection, which keeps its transaction from one statement to the next. */
class Session {
  readonly #psql: ChildProcessWithoutNullStreams;
  #said = '';
  #heard = (): void => {};
  #count = 0;

  constructor(at: Started) {
    this.#psql = spawn('psql', psql(at));
    for (const stream of [this.#psql.stdout, this.#psql.stderr])
      stream.on('data', (data: Buffer) => {
        this.#said += data.toString();
        this.#heard();
      });
  }

  /** What the server says to a statement, once it has: while another transaction is in its way, it waits. */
  async does(sql: string): Promise<string[]> {
    const mark = `done ${++this.#count}`;
    const from = this.#said.length;
    this.#psql.stdin.write(`${sql}\n\\echo ${mark}\n`);
    while (!this.#said.includes(mark, from)) await new Promise<void>((resolve) => (this.#heard = resolve));
    return this.#said.slice(from, this.#said.indexOf(mark, from)).trim().split('\n');
  }

  end(): void {
    this.#psql.stdin.end('\\q\n');
  }
}

/** Two buyers look for the same free seat, and take it: each way of doing so, with what the second is told, and who has the seat. */
async function holds(at: Started) {
  query(at, 'CREATE TABLE seats (id int PRIMARY KEY, holder text);');
  const ways = {
    'look, then take': { begin: 'BEGIN;', take: (who: string) => `UPDATE seats SET holder = '${who}' WHERE id = 1;` },
    'take if it is free': {
      begin: 'BEGIN;',
      take: (who: string) => `UPDATE seats SET holder = '${who}' WHERE id = 1 AND holder IS NULL;`,
    },
    'look, then take, serialisable': {
      begin: 'BEGIN ISOLATION LEVEL SERIALIZABLE;',
      take: (who: string) => `UPDATE seats SET holder = '${who}' WHERE id = 1;`,
    },
  };
  const found = [];
  for (const [way, { begin, take }] of Object.entries(ways)) {
    query(at, 'DELETE FROM seats; INSERT INTO seats VALUES (1, NULL);');
    const [ann, ben] = [new Session(at), new Session(at)];
    for (const buyer of [ann, ben]) {
      await buyer.does(begin);
      await buyer.does('SELECT holder FROM seats WHERE id = 1;');
    }
    const first = await ann.does(take('ann'));
    // Ben's statement waits for Ann's transaction.
    const second = ben.does(take('ben'));
    await ann.does('COMMIT;');
    const told = await second;
    await ben.does('COMMIT;');
    for (const buyer of [ann, ben]) buyer.end();
    found.push({ way, first: first.at(-1), second: told.at(-1), holder: query(at, 'SELECT holder FROM seats')[0] });
  }
  return found;
}

export const record = (): Promise<unknown> =>
  withServer(recipe, async (at) => ({ server: at.version, routes: routes(at), holds: await holds(at) }));
