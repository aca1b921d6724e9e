/**
 * Redis: in which of its slots a key is, beside what lesson 5 says of them; and what it finds when it evicts by a sample, beside the exact
 * order of use of lesson 15’s cache.
 */
import { createConnection, type Socket } from 'node:net';
import * as fc from 'fast-check';
import { requests, THINGS } from '../../content/lessons/15-caching.tables.ts';
import { type Recipe, run, type Started, withServer } from './server.ts';

const cli = ({ port }: Started, ...command: string[]): string => run('redis-cli', ['-p', `${port}`, ...command]).trim();

const recipeOf = (...settings: string[]): Recipe => ({
  package: 'redis-server',
  version: () => `Redis ${/v=(\S+)/.exec(run('redis-server', ['--version']))?.[1]}`,
  prepare: ({ port, folder }) => ({
    program: 'redis-server',
    args: ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings],
  }),
  probe: (at) => {
    if (cli(at, 'PING') !== 'PONG') throw new Error('Redis loads.');
  },
});

/** Keys whose slots are asked for: published ones, and those of chance, in which braces are frequent. */
const PUBLISHED = [
  '', 'hello', '123456789', 'foo{hash_tag}', '{user1}.following', '{user1}.followers', 'user:case{1}', 'user:info{1}', '8HMdi',
  'foo{}{bar}', 'foo{{bar}}zap', 'foo{bar}{zap}', '{}', '{', '}{', 'foo}bar{baz}', 'cart:{ann}', 'orders:{ann}', 'cart:ann', 'orders:ann',
  '__proto__',
]; // biome-ignore format: a list of words
const CHANCE = 300;
const text = fc.string({ unit: fc.constantFrom('{', '}', 'a', 'b', 'Z', '7', ':', 'é', '漢', '😀'), maxLength: 12 });

/** As redis-cli reads it between quotes, byte by byte. */
const quoted = (key: string): string =>
  `"${[...Buffer.from(key)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`;

const slots = (): Promise<{ server: string; slots: [key: string, slot: number][] }> =>
  // The bus of a cluster has a port of its own.
  withServer(
    {
      ...recipeOf(),
      prepare: (at) => {
        const { program, args } = recipeOf('--cluster-enabled', 'yes', '--cluster-port', `${at.port + 1}`).prepare(at);
        return { program, args };
      },
    },
    (at) => {
      const keys = [...new Set([...PUBLISHED, ...fc.sample(text, { numRuns: CHANCE, seed: 1 })])];
      const said = run(
        'redis-cli',
        ['-p', `${at.port}`],
        keys.map((key) => `CLUSTER KEYSLOT ${quoted(key)}\n`).join(''),
      );
      const found = said.trim().split('\n').map(Number);
      return { server: at.version, slots: keys.map((key, place) => [key, found[place] as number]) };
    },
  );

/** What is asked for: things of which few are popular, and a walk round and round that is longer than the cache. */
const ROUND = 1_200;
const REQUESTS = 60_000;
/** Redis tells times of use apart by the second, so the requests must take their time. */
const BATCH = 10;
const BATCH_MS = 20;
const BYTES = 1000;
const ROOM = 1_300_000;

export const asked = (trace: 'popular' | 'round'): number[] =>
  trace === 'popular' ? requests(REQUESTS) : Array.from({ length: REQUESTS }, (_, nth) => nth % ROUND);

/** Gives 1 for what is there, and keeps what is not. */
const LOOK = `if redis.call('GET', KEYS[1]) then return 1 end redis.call('SET', KEYS[1], string.rep('v', ${BYTES})) return 0`;

const connected = ({ port }: Started): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });

/** How often a policy finds what it is asked for after the first tenth of the requests, and how many things it has at the end. */
const evicting = (trace: 'popular' | 'round', policy: string, samples: number) =>
  withServer(recipeOf('--maxmemory-policy', policy, '--maxmemory-samples', `${samples}`), async (at) => {
    const used = Number(/used_memory:(\d+)/.exec(cli(at, 'INFO', 'memory'))?.[1]);
    cli(at, 'CONFIG', 'SET', 'maxmemory', `${used + ROOM}`);
    const name = cli(at, 'SCRIPT', 'LOAD', LOOK);
    const socket = await connected(at);
    let said = '';
    socket.on('data', (data: Buffer) => {
      said += data.toString();
    });
    const keys = asked(trace);
    const counts: number[] = [];
    for (let from = 0; from < keys.length; from += BATCH) {
      const batch = keys.slice(from, from + BATCH);
      socket.write(batch.map((key) => `EVALSHA ${name} 1 ${key}\r\n`).join(''));
      await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
      if (from % 6_000 === 0 && from >= REQUESTS / 10) counts.push(Number(cli(at, 'DBSIZE')));
    }
    while (said.split('\r\n').length <= keys.length) await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
    socket.destroy();
    const answers = said.trim().split('\r\n');
    const other = answers.find((answer) => answer !== ':0' && answer !== ':1');
    if (other !== undefined) throw new Error(`Redis said ${other}.`);
    const hits = answers.slice(REQUESTS / 10).filter((answer) => answer === ':1').length;
    return {
      trace,
      policy,
      samples,
      requests: 0.9 * REQUESTS,
      hits,
      kept: Math.round(counts.reduce((a, b) => a + b, 0) / counts.length),
    };
  });

export async function record(): Promise<unknown> {
  const evictions = await Promise.all([
    evicting('popular', 'allkeys-lru', 5),
    evicting('popular', 'allkeys-lru', 10),
    evicting('popular', 'allkeys-random', 5),
    evicting('popular', 'allkeys-lfu', 5),
    evicting('round', 'allkeys-lru', 5),
    evicting('round', 'allkeys-random', 5),
  ]);
  return { ...(await slots()), things: THINGS, round: ROUND, requests: REQUESTS, evictions };
}
