/**
 * RabbitMQ’s streams beside its queues, for lesson 13: who reads what in a log that forgets nobody’s place because it knows none, what its
 * age does to it, and how many messages a consumer of a queue has in hand.
 */
import { type Channel, type ChannelModel, type ConsumeMessage, connect } from 'amqplib';
import * as fc from 'fast-check';
import { addressOf, recipe } from './rabbitmq.ts';
import { type Started, withServer } from './server.ts';

const PROGRAMS = 30;

/** What a program does: a record is appended, or a group reads up to so many from where it stands, and may then stand elsewhere. */
type Step =
  | [does: 'append', record: string]
  | [does: 'commit', group: string, offset: number]
  | [does: 'read', group: string, most: number, read: { offset: number; record: string }[]];

const dice = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 1 }), fc.nat({ max: 9 })), {
  minLength: 30,
  maxLength: 30,
});

const placed = (message: ConsumeMessage): { offset: number; record: string } => ({
  offset: Number(message.properties.headers?.['x-stream-offset']),
  record: message.content.toString(),
});

/** Reads up to `most` records from an offset on: what comes while nothing is acknowledged. A stream gives out no single one, as `get` does. */
async function read(connection: ChannelModel, stream: string, from: number, most: number, expected: number) {
  if (most === 0) return [];
  const channel = await connection.createChannel();
  await channel.prefetch(most);
  const got: { offset: number; record: string }[] = [];
  let heard = (): void => {};
  await channel.consume(
    stream,
    (message) => {
      if (message) got.push(placed(message));
      heard();
    },
    { arguments: { 'x-stream-offset': from } },
  );
  while (got.length < expected) await new Promise<void>((resolve) => (heard = resolve));
  // Nothing more comes: what would come too much is seen as well.
  await new Promise((resolve) => setTimeout(resolve, 30));
  await channel.close();
  return got;
}

async function play(connection: ChannelModel, stream: string, rolls: [number, number, number][]): Promise<Step[]> {
  const desk = await connection.createConfirmChannel();
  await desk.assertQueue(stream, { durable: true, arguments: { 'x-queue-type': 'stream' } });
  const stands = new Map<string, number>();
  const steps: Step[] = [];
  let end = 0;
  for (const [kind, who, number] of rolls) {
    const group = ['mail', 'stats'][who] as string;
    if (kind < 4) {
      const record = `r${end++}`;
      desk.sendToQueue(stream, Buffer.from(record));
      await desk.waitForConfirms();
      steps.push(['append', record]);
    } else if (kind < 6) {
      const offset = Math.min(number, end);
      stands.set(group, offset);
      steps.push(['commit', group, offset]);
    } else {
      const from = stands.get(group) ?? 0;
      const most = number % 5;
      steps.push(['read', group, most, await read(connection, stream, from, most, Math.min(most, end - from))]);
    }
  }
  await desk.close();
  return steps;
}

const AGE_MS = 2_000;
const BYTES = 100_000;
const SEGMENT = 500_000;

/** Which record is the first of a stream whose records may be two seconds old: long after the last of three, and as new segments begin. */
async function aged(connection: ChannelModel) {
  const stream = 'aged';
  const desk = await connection.createConfirmChannel();
  await desk.assertQueue(stream, {
    durable: true,
    arguments: {
      'x-queue-type': 'stream',
      'x-max-age': `${AGE_MS / 1000}s`,
      'x-stream-max-segment-size-bytes': SEGMENT,
    },
  });
  const steps: { appended: number; ageMs: number; first: number }[] = [];
  for (const [appended, ageMs] of [
    [3, 3 * AGE_MS],
    [9, 3 * AGE_MS],
    [9, 0],
  ] as const) {
    for (let each = 0; each < appended; each++) {
      desk.sendToQueue(stream, Buffer.alloc(BYTES));
      await desk.waitForConfirms();
    }
    // Long enough for what is deleted to be so.
    await new Promise((resolve) => setTimeout(resolve, ageMs + 500));
    const [first] = await read(connection, stream, 0, 1, 1);
    steps.push({ appended, ageMs, first: first?.offset as number });
  }
  return { maxAgeMs: AGE_MS, bytes: BYTES, segment: SEGMENT, steps };
}

/** What becomes of three messages that are acknowledged, in a queue and in a stream, for one who comes later. */
async function kept(connection: ChannelModel, type: 'classic' | 'stream'): Promise<{ type: string; later: string[] }> {
  const name = `kept ${type}`;
  const desk = await connection.createConfirmChannel();
  await desk.assertQueue(name, { durable: true, arguments: { 'x-queue-type': type } });
  for (const each of ['a', 'b', 'c']) desk.sendToQueue(name, Buffer.from(each));
  await desk.waitForConfirms();
  const take = async (until: number): Promise<string[]> => {
    const channel = await connection.createChannel();
    await channel.prefetch(10);
    const got: string[] = [];
    await channel.consume(
      name,
      (message) => {
        if (!message) return;
        got.push(message.content.toString());
        channel.ack(message);
      },
      { arguments: type === 'stream' ? { 'x-stream-offset': 'first' } : {} },
    );
    for (let waits = 0; waits < 20 && got.length < until; waits++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await channel.close();
    return got;
  };
  await take(3);
  return { type, later: await take(3) };
}

/** How many of eight messages one consumer has in hand, with a prefetch, before and after it acknowledges. */
async function inHand(connection: ChannelModel, prefetch: number) {
  const queue = `prefetch ${prefetch}`;
  const channel: Channel = await connection.createChannel();
  await channel.assertQueue(queue);
  await channel.prefetch(prefetch);
  for (let each = 1; each <= 8; each++) channel.sendToQueue(queue, Buffer.from(`m${each}`));
  const tags: number[] = [];
  let hand = 0;
  await channel.consume(queue, (message) => {
    if (!message) return;
    tags.push(message.fields.deliveryTag);
    hand++;
  });
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200));
  const about = (deliveryTag: number) => ({ fields: { deliveryTag } }) as ConsumeMessage;
  await settled();
  const steps: [does: string, tag: number, tags: number[]][] = [['consume', 0, [...tags]]];
  for (const [does, tag] of prefetch === 0
    ? []
    : ([
        ['ack', 2],
        ['ackUpTo', 3],
        ['ack', 4],
      ] as const)) {
    channel.ack(about(tag), does === 'ackUpTo');
    await settled();
    steps.push([does, tag, [...tags]]);
  }
  await channel.close();
  return { prefetch, steps, hand };
}

async function all({ port }: Started) {
  const connection = await connect(addressOf(port));
  const programs = [];
  for (const [index, rolls] of fc.sample(dice, { numRuns: PROGRAMS, seed: 1 }).entries())
    programs.push(await play(connection, `program ${index}`, rolls));
  const recorded = {
    programs,
    aged: await aged(connection),
    kept: [await kept(connection, 'classic'), await kept(connection, 'stream')],
    inHand: [await inHand(connection, 0), await inHand(connection, 2), await inHand(connection, 3)],
  };
  await connection.close();
  return recorded;
}

export const record = (): Promise<unknown> =>
  withServer(recipe, async (at) => ({ server: at.version, ...(await all(at)) }));
