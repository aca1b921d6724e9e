/**
 * RabbitMQ: what becomes of messages that are acknowledged, given back, left behind by a channel that closes, and given out too often,
 * beside the broker of lesson 10. A group is a queue, a topic a fanout exchange, a consumer a channel.
 */
import { type Channel, type ConfirmChannel, connect } from 'amqplib';
import * as fc from 'fast-check';
import { type Recipe, run, type Started, withServer } from './server.ts';

export const addressOf = (port: number): string => `amqp://guest:guest@127.0.0.1:${port}`;

export const recipe: Recipe = {
  package: 'rabbitmq-server',
  version: () => run('dpkg-query', ['-W', 'rabbitmq-server']).trim().replace('\t', ' '),
  prepare: ({ port, folder }) => ({
    program: '/usr/lib/rabbitmq/bin/rabbitmq-server',
    args: [],
    env: {
      HOME: folder,
      RABBITMQ_NODENAME: `headroom${port}@localhost`,
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(port + 1),
      RABBITMQ_MNESIA_BASE: `${folder}/mnesia`,
      RABBITMQ_LOG_BASE: `${folder}/log`,
      RABBITMQ_ENABLED_PLUGINS_FILE: `${folder}/plugins`,
    },
  }),
  probe: async ({ port }) => (await connect(addressOf(port))).close(),
};

/** What is done, by consumers a and b, with tags that count the deliveries of the whole program; and what came of it. */
type Done = [op: 'publish' | 'receive' | 'ack' | 'ackUpTo' | 'nack' | 'leave' | 'join', ...about: unknown[]];

const CONSUMERS = ['a', 'b'];
const PROGRAMS = 60;

const dice = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 1 }), fc.nat({ max: 9 })), {
  minLength: 20,
  maxLength: 40,
  size: 'max',
});

/** Waits until the queue has so many messages that are free, as it must. */
async function settled(desk: Channel, queue: string, free: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { messageCount } = await desk.checkQueue(queue);
    if (messageCount === free) return;
    if (tries > 500) throw new Error(`${queue} has ${messageCount} free messages, and not ${free}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Plays one program of chance on a queue of its own. */
async function play(
  open: () => Promise<Channel>,
  desk: ConfirmChannel,
  queue: string,
  rolls: [number, number, number][],
) {
  await desk.assertQueue(queue);
  const channels = new Map<string, Channel>();
  /** What each holds: tags of the program, and RabbitMQ's. */
  const held = new Map<string, [tag: number, real: number][]>();
  const done: Done[] = [];
  let [published, free, tags] = [0, 0, 0];
  const join = async (who: string): Promise<void> => {
    channels.set(who, await open());
    held.set(who, []);
    done.push(['join', who]);
  };
  for (const who of CONSUMERS) await join(who);
  for (const [kind, consumer, pick] of rolls) {
    const who = CONSUMERS[consumer] as string;
    const channel = channels.get(who) as Channel;
    const holds = held.get(who) as [number, number][];
    const [tag, real] = holds[pick % Math.max(1, holds.length)] ?? [0, 0];
    const message = { fields: { deliveryTag: real } } as never;
    if (kind < 3) {
      const body = `m${++published}`;
      desk.sendToQueue(queue, Buffer.from(body));
      await desk.waitForConfirms();
      free++;
      done.push(['publish', body]);
    } else if (kind < 8) {
      const got = await channel.get(queue);
      if (got) {
        free--;
        holds.push([++tags, got.fields.deliveryTag]);
        done.push(['receive', who, { tag: tags, body: got.content.toString(), redelivered: got.fields.redelivered }]);
      } else done.push(['receive', who, null]);
    } else if (kind < 10 && holds.length > 0) {
      const isBack = kind === 9;
      if (isBack) channel.nack(message, false, true);
      else channel.ack(message);
      if (isBack) free++;
      holds.splice(pick % holds.length, 1);
      done.push([isBack ? 'nack' : 'ack', who, tag]);
    } else if (kind === 10 && holds.length > 0) {
      channel.ack(message, true);
      held.set(
        who,
        holds.filter(([each]) => each > tag),
      );
      done.push(['ackUpTo', who, tag]);
    } else if (kind === 11 && pick < 4) {
      await channel.close();
      free += holds.length;
      done.push(['leave', who]);
      await settled(desk, queue, free);
      await join(who);
    }
    await settled(desk, queue, free);
  }
  for (const channel of channels.values()) await channel.close();
  return done;
}

/** How often a queue that counts gives a message out that always comes back, and what it does then. */
async function limit(open: () => Promise<Channel>, deliveryLimit: number) {
  const channel = await open();
  await channel.assertQueue('dead letters');
  const queue = `at most ${deliveryLimit}`;
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': deliveryLimit,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': 'dead letters',
    },
  });
  channel.sendToQueue(queue, Buffer.from('poison'));
  let deliveries = 0;
  for (;;) {
    const got = await channel.get(queue);
    if (got) {
      deliveries++;
      channel.nack(got, false, true);
    }
    const dead = await channel.get('dead letters', { noAck: true });
    if (dead) return { deliveryLimit, deliveries, dead: dead.content.toString() };
  }
}

/** What a channel hears that acknowledges twice. */
async function twice(open: () => Promise<Channel>): Promise<string> {
  const channel = await open();
  await channel.assertQueue('twice');
  channel.sendToQueue('twice', Buffer.from('once'));
  let got: Awaited<ReturnType<Channel['get']>> = false;
  while (!got) got = await channel.get('twice');
  const heard = new Promise<string>((resolve) => channel.once('error', (error: Error) => resolve(error.message)));
  channel.ack(got);
  channel.ack(got);
  return heard;
}

/** Which groups have a message: one that was there, one that came later, and nobody. */
async function groups(open: () => Promise<Channel>) {
  const channel = await open();
  await channel.assertExchange('topic', 'fanout');
  const counts = async (): Promise<number[]> =>
    Promise.all(['fraud', 'stats'].map(async (queue) => (await channel.checkQueue(queue)).messageCount));
  channel.publish('topic', '', Buffer.from('for nobody'));
  for (const queue of ['fraud', 'stats']) await channel.assertQueue(queue);
  await channel.bindQueue('fraud', 'topic', '');
  channel.publish('topic', '', Buffer.from('for fraud'));
  await settled(channel, 'fraud', 1);
  await channel.bindQueue('stats', 'topic', '');
  channel.publish('topic', '', Buffer.from('for both'));
  await settled(channel, 'stats', 1);
  await settled(channel, 'fraud', 2);
  return { fraud: (await counts())[0], stats: (await counts())[1] };
}

async function all({ port }: Started) {
  const connection = await connect(addressOf(port));
  const open = () => connection.createChannel();
  const desk = await connection.createConfirmChannel();
  const programs = [];
  for (const [index, rolls] of fc.sample(dice, { numRuns: PROGRAMS, seed: 1 }).entries())
    programs.push(await play(open, desk, `program ${index}`, rolls));
  const recorded = {
    programs,
    limits: [await limit(open, 0), await limit(open, 2)],
    twice: await twice(open),
    groups: await groups(open),
  };
  await connection.close();
  return recorded;
}

export const record = (): Promise<unknown> =>
  withServer(recipe, async (at) => ({ server: at.version, ...(await all(at)) }));
