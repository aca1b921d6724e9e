/** The broker of lesson 10 beside what RabbitMQ did (tests/real/rabbitmq.ts): what is recorded is done again, and must come out alike. */
import { expect, test } from 'vitest';
import recording from '../../../content/recordings/rabbitmq.json' with { type: 'json' };
import { createBroker } from '../../../labs/message-broker/solution.ts';

const NEVER = Number.MAX_VALUE;

/** A broker that waits for ever and gives out as often as it takes, as RabbitMQ’s classic queues do. */
const patient = () => createBroker({ timeout: NEVER, deliveries: Number.MAX_SAFE_INTEGER });

test.each(recording.programs.map((program, index) => [index, program] as const))('program %i', (_index, program) => {
  const broker = patient();
  for (const [op, who, about] of program as [string, string, unknown][]) {
    const what = JSON.stringify([op, who, about]);
    if (op === 'join') broker.join(who, 'topic', 'group', 0);
    else if (op === 'publish') broker.publish('topic', who, 0);
    else if (op === 'receive') expect(broker.receive(who, 0), what).toEqual(about);
    else if (op === 'ack') expect(broker.ack(who, about as number, 0), what).toBe(true);
    else if (op === 'nack') expect(broker.nack(who, about as number, 0), what).toBe(true);
    else if (op === 'ackUpTo') expect(broker.ackUpTo(who, about as number, 0), what).toBeGreaterThan(0);
    else broker.leave(who, 0);
  }
});

test('the programs have everything in them that can come back', () => {
  const ops = recording.programs.flat().map(([op]) => op);
  for (const op of ['ack', 'ackUpTo', 'nack', 'leave'])
    expect(ops.filter((each) => each === op).length).toBeGreaterThan(20);
  const again = recording.programs.flat().filter(([, , about]) => (about as { redelivered?: boolean })?.redelivered);
  expect(again.length).toBeGreaterThan(50);
});

test('a limit of RabbitMQ’s counts what is given out again, and ours what is given out at all', () => {
  for (const { deliveryLimit, deliveries, dead } of recording.limits) {
    const broker = createBroker({ timeout: NEVER, deliveries: deliveryLimit + 1 });
    broker.join('a', 'topic', 'group', 0);
    broker.publish('topic', dead, 0);
    let count = 0;
    for (let got = broker.receive('a', 0); got; got = broker.receive('a', 0)) {
      count++;
      broker.nack('a', got.tag, 0);
    }
    expect(count).toBe(deliveries);
    expect(broker.dead('topic', 'group', 0)).toEqual([dead]);
  }
});

test('who acknowledges twice is told false by ours, and loses the channel with RabbitMQ', () => {
  const broker = patient();
  broker.join('a', 'topic', 'group', 0);
  broker.publish('topic', 'once', 0);
  const { tag } = broker.receive('a', 0)!;
  expect([broker.ack('a', tag, 0), broker.ack('a', tag, 0)]).toEqual([true, false]);
  expect(recording.twice).toContain('PRECONDITION_FAILED - unknown delivery tag');
});

test('a group has what is published from its beginning on', () => {
  const broker = patient();
  const counts = { fraud: 0, stats: 0 };
  broker.publish('topic', 'for nobody', 0);
  broker.join('fraud', 'topic', 'fraud', 0);
  broker.publish('topic', 'for fraud', 0);
  broker.join('stats', 'topic', 'stats', 0);
  broker.publish('topic', 'for both', 0);
  for (const who of ['fraud', 'stats'] as const) while (broker.receive(who, 0)) counts[who]++;
  expect(counts).toEqual(recording.groups);
});
