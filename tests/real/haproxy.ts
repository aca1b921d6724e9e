/**
 * HAProxy: whose turn it is with weights and while servers come and go, who has the fewest connections, and after how many health checks a
 * server is out and in again, beside the balancers of lessons 1 and 9.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type Recipe, type Started, withServer } from './server.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const program = '/usr/sbin/haproxy';

/** One server behind HAProxy. It answers at once, or holds a request until it is told to let go. */
class Origin {
  readonly name: string;
  readonly #server: Server;
  readonly #held: ServerResponse[] = [];
  #heard = (_name: string): void => {};
  /** What its health checks find, one after the other; then it is well. */
  checks: boolean[] = [];
  checked = (_isWell: boolean): void => {};

  constructor(name: string) {
    this.name = name;
    this.#server = createServer((request, response) => {
      if (request.url === '/health') {
        const isWell = this.checks.shift() ?? true;
        response.writeHead(isWell ? 200 : 503).end();
        this.checked(isWell);
      } else if (request.url === '/held') {
        this.#held.push(response);
        this.#heard(name);
      } else response.end(name);
    });
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.#held.length;
  }

  onRequest(heard: (name: string) => void): void {
    this.#heard = heard;
  }

  letGo(): void {
    this.#held.shift()?.end(this.name);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const origins = NAMES.map((name) => new Origin(name));

interface Backend {
  balance: 'roundrobin' | 'leastconn';
  weights: number[];
  check?: string;
}

const config = ({ port, folder }: Started, { balance, weights, check }: Backend): string => `
global
  nbthread 1
  stats socket ${folder}/control level admin
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend all
  bind 127.0.0.1:${port}
  default_backend fleet
backend fleet
  balance ${balance}
  option http-server-close
  ${check ? 'option httpchk GET /health' : ''}
${weights.map((weight, place) => `  server ${NAMES[place]} 127.0.0.1:${origins[place]?.port} weight ${weight} ${check ?? ''}`).join('\n')}
`;

const recipeOf = (backend: Backend): Recipe => ({
  package: 'haproxy',
  version: () => /version \S+/.exec(spawnSync(program, ['-v'], { encoding: 'utf8' }).stdout)?.[0] ?? '',
  prepare(at) {
    writeFileSync(join(at.folder, 'haproxy.cfg'), config(at, backend));
    return { program, args: ['-db', '-f', join(at.folder, 'haproxy.cfg')] };
  },
  probe: async (at) => void (await told(at, 'show info')),
});

/** What HAProxy says to a command. */
const told = ({ folder }: Started, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const socket = createConnection(join(folder, 'control'), () => socket.write(`${command}\n`));
    socket.on('data', (data: Buffer) => {
      said += data.toString();
    });
    socket.once('error', reject).once('close', () => resolve(said));
  });

const asked = async ({ port }: Started): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  return answer.ok ? answer.text() : String(answer.status);
};

/** Whose turn it is, with weights. */
const turns = (weights: number[], count: number) =>
  withServer(recipeOf({ balance: 'roundrobin', weights }), async (at) => {
    const sequence: string[] = [];
    while (sequence.length < count) sequence.push(await asked(at));
    return { weights, sequence: sequence.join('') };
  });

const coming = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: NAMES.length - 1 })), {
  minLength: 40,
  maxLength: 40,
});

/** Whose turn it is while servers come and go: a name, or a server that has become well or ill. */
type Step = [does: 'pick', who: string] | [does: 'well' | 'ill', who: string];

const comings = (seed: number) =>
  withServer(recipeOf({ balance: 'roundrobin', weights: NAMES.map(() => 1) }), async (at) => {
    const well = new Set(NAMES);
    const steps: Step[] = [];
    for (const [kind, place] of fc.sample(coming, { numRuns: 1, seed })[0] ?? []) {
      const who = NAMES[place] as string;
      if (kind > 0) steps.push(['pick', await asked(at)]);
      else if (!well.has(who) || well.size > 1) {
        const isWell = !well.delete(who);
        if (isWell) well.add(who);
        await told(at, `set server fleet/${who} state ${isWell ? 'ready' : 'maint'}`);
        steps.push([isWell ? 'well' : 'ill', who]);
      }
    }
    return steps;
  });

const busy = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: NAMES.length - 1 })), {
  minLength: 60,
  maxLength: 60,
});

/** Where requests go that stay: how many each server had, and who was chosen. */
const fewest = (weights: number[], seed: number) =>
  withServer(recipeOf({ balance: 'leastconn', weights }), async (at) => {
    const fleet = origins.slice(0, weights.length);
    const choices: { connections: number[]; chosen: string }[] = [];
    const open: Promise<string>[] = [];
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
    for (const [kind, place] of fc.sample(busy, { numRuns: 1, seed })[0] ?? []) {
      const origin = fleet[place % fleet.length] as Origin;
      if (kind < 3) {
        const connections = fleet.map((each) => each.connections);
        const heard = new Promise<string>((resolve) => {
          for (const each of fleet) each.onRequest(resolve);
        });
        open.push(fetch(`http://127.0.0.1:${at.port}/held`).then((answer) => answer.text()));
        choices.push({ connections, chosen: await heard });
      } else origin.letGo();
      await settle();
    }
    for (const each of fleet) while (each.connections > 0) each.letGo();
    await Promise.all(open);
    return { weights, choices };
  });

/** What HAProxy makes of each health check: g is a good answer, b a bad one. */
const health = (checks: string, fall: number, rise: number) => {
  const [origin] = origins as [Origin];
  return withServer(
    recipeOf({ balance: 'roundrobin', weights: [1], check: `check inter 300ms fall ${fall} rise ${rise}` }),
    async (at) => {
      const found: string[] = [];
      origin.checks = [...checks].map((each) => each === 'g');
      await new Promise<void>((resolve) => {
        origin.checked = () => {
          setTimeout(async () => {
            const rows = (await told(at, 'show stat')).split('\n').map((row) => row.split(','));
            const status = rows.find(([backend, name]) => backend === 'fleet' && name === 'a')?.[17] as string;
            found.push(status.startsWith('UP') ? 'up' : 'down');
            if (found.length === checks.length) resolve();
          }, 100);
        };
      });
      origin.checked = () => {};
      return { fall, rise, checks, found };
    },
  );
};

export async function record(): Promise<unknown> {
  await Promise.all(origins.map((origin) => origin.start()));
  try {
    const server = await withServer(recipeOf({ balance: 'roundrobin', weights: [1] }), async (at) => at.version);
    const weights = [
      [1, 1, 1],
      [5, 1, 1],
      [4, 2, 1],
      [3, 2, 1],
      [2, 2],
    ];
    const recorded = {
      server: `HAProxy ${server.replace('version ', '')}`,
      turns: [] as unknown[],
      comings: [] as unknown[],
      fewest: [] as unknown[],
      health: [] as unknown[],
    };
    for (const each of weights)
      recorded.turns.push(await turns(each, 3 * each.reduce((sum, weight) => sum + weight, 0)));
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) recorded.comings.push(await comings(seed));
    for (const seed of [1, 2, 3]) recorded.fewest.push(await fewest([1, 1, 1, 1], seed));
    recorded.fewest.push(await fewest([2, 1, 1], 4));
    for (const [fall, rise] of [
      [3, 2],
      [2, 3],
      [1, 1],
    ] as const)
      recorded.health.push(await health('gbbgbbbgbggbgbbbggg', fall, rise));
    return recorded;
  } finally {
    for (const origin of origins) origin.close();
  }
}
