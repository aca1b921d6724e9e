/** Memcached: how much two nodes of 64 MB keep, as one cache that is shared and as two that are local, beside the sum of lesson 15. */
import { createConnection, type Socket } from 'node:net';
import { type Recipe, run, type Started, withServer } from './server.ts';

const MEGABYTES = 64;
const VALUE = 'v'.repeat(1000);
/** More than both hold together. */
const KEYS = 200_000;
const AT_ONCE = 2_000;

const recipe: Recipe = {
  package: 'memcached',
  version: () => run('memcached', ['--version']).trim(),
  prepare: ({ port }) => ({
    program: 'memcached',
    args: [
      '-m',
      String(MEGABYTES),
      '-l',
      '127.0.0.1',
      '-p',
      String(port),
      ...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []),
    ],
  }),
  probe: async (at) => void (await connected(at)).destroy(),
};

const connected = ({ port }: Started): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });

/** Sends commands, and gives all that is said until the answer to the last of them has come. */
function ask(socket: Socket, commands: string[], last: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    socket.on('data', function hear(data: Buffer) {
      said += data.toString();
      if (!said.endsWith(last)) return;
      socket.off('data', hear);
      resolve(said);
    });
    socket.write(commands.map((command) => `${command}\r\n`).join(''));
  });
}

/** Stores these keys one after the other, and returns those that are there at the end. */
async function kept(at: Started, keys: number[]): Promise<Set<number>> {
  const socket = await connected(at);
  await ask(socket, ['flush_all'], 'OK\r\n');
  const parts = Array.from({ length: Math.ceil(keys.length / AT_ONCE) }, (_, part) =>
    keys.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  for (const part of parts)
    await ask(socket, [...part.map((key) => `set k${key} 0 0 ${VALUE.length} noreply\r\n${VALUE}`), 'version'], '\r\n');
  const found = new Set<number>();
  for (const part of parts) {
    const said = await ask(socket, [`get ${part.map((key) => `k${key}`).join(' ')}`], 'END\r\n');
    for (const [, key] of said.matchAll(/^VALUE k(\d+) /gm)) found.add(Number(key));
  }
  socket.destroy();
  return found;
}

const all = Array.from({ length: KEYS }, (_, key) => key);

export const record = (): Promise<unknown> =>
  withServer(recipe, (first) =>
    withServer(recipe, async (second) => {
      const alone = await kept(first, all);
      // Each key belongs to one of the two.
      const shared = [
        await kept(
          first,
          all.filter((key) => key % 2 === 0),
        ),
        await kept(
          second,
          all.filter((key) => key % 2 === 1),
        ),
      ];
      // Two servers of an application see the same requests, and each keeps what it sees.
      const local = [await kept(first, all), await kept(second, all)];
      const different = (sets: Set<number>[]): number => new Set(sets.flatMap((each) => [...each])).size;
      return {
        server: first.version,
        megabytes: MEGABYTES,
        bytes: VALUE.length,
        keys: KEYS,
        kept: { alone: alone.size, shared: different(shared), local: different(local) },
      };
    }),
  );
