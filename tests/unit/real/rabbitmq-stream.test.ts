/** The log and the queue of lesson 13 beside RabbitMQ’s streams and queues (tests/real/rabbitmq-stream.ts, tests/real/rabbitmq.ts). */
import { describe, expect, test } from 'vitest';
import ofQueues from '../../../content/recordings/rabbitmq.json' with { type: 'json' };
import recording from '../../../content/recordings/rabbitmq-stream.json' with { type: 'json' };
import { createLog, createQueue } from '../../../labs/log-and-queue/solution.ts';

type Step = [does: string, ...about: unknown[]];

describe('a stream', () => {
  test.each(recording.programs.map((program, index) => [index, program as Step[]] as const))(
    'program %i is read as our log is',
    (_index, program) => {
      const log = createLog(Number.POSITIVE_INFINITY);
      for (const [does, who, number, read] of program) {
        if (does === 'append') log.append(who as string, 0);
        else if (does === 'commit') log.commit(who as string, number as number, 0);
        else expect(log.read(who as string, number as number, 0)).toEqual(read);
      }
    },
  );

  test('keeps what is acknowledged, for all who come later; a queue does not', () => {
    expect(recording.kept).toEqual([
      { type: 'classic', later: [] },
      { type: 'stream', later: ['a', 'b', 'c'] },
    ]);
  });

  test('forgets by whole segments, as a new one begins, and so much later than our log', () => {
    const { maxAgeMs, steps } = recording.aged;
    const log = createLog(maxAgeMs);
    let now = 0;
    const ours = steps.map(({ appended, ageMs }) => {
      for (let each = 0; each < appended; each++) log.append('', now);
      now += ageMs;
      return log.read('anybody', 1, now)[0]?.offset ?? 'nothing';
    });
    expect(ours).toEqual(['nothing', 'nothing', 12]);
    expect(steps.map(({ first }) => first)).toEqual([0, 0, 12]);
  });
});

describe('a queue', () => {
  test.each(ofQueues.programs.map((program, index) => [index, program as Step[]] as const))(
    'program %i comes out as with our queue',
    (_index, program) => {
      const queue = createQueue(0);
      /** Tags of the program, which count for all, as each consumer knows them. */
      const tags = new Map<number, number>();
      for (const [does, who, about] of program as [string, string, unknown][]) {
        const what = JSON.stringify([does, who, about]);
        if (does === 'publish') queue.send(who);
        else if (does === 'ack' || does === 'ackUpTo') queue.ack(who, tags.get(about as number)!, does === 'ackUpTo');
        else if (does === 'nack') queue.reject(who, tags.get(about as number)!, true);
        else if (does === 'leave') queue.close(who);
        else if (does === 'receive') {
          const got = queue.receive(who);
          const given = about as { tag: number; body: string; redelivered: boolean } | null;
          expect(got && { body: got.message, redelivered: got.redelivered }, what).toEqual(
            given ? { body: given.body, redelivered: given.redelivered } : undefined,
          );
          if (got && given) tags.set(given.tag, got.tag);
        }
      }
    },
  );

  test.each(recording.inHand)(
    'gives a consumer with a prefetch of $prefetch no more than that',
    ({ prefetch, steps }) => {
      const queue = createQueue(prefetch);
      for (let each = 1; each <= 8; each++) queue.send(`m${each}`);
      const tags: number[] = [];
      for (const [does, tag, given] of steps as [string, number, number[]][]) {
        if (does !== 'consume') queue.ack('x', tag, does === 'ackUpTo');
        for (let got = queue.receive('x'); got; got = queue.receive('x')) tags.push(got.tag);
        expect(tags).toEqual(given);
      }
    },
  );

  // RabbitMQ’s guide to confirms: four in hand, tags 5 to 8.
  test.each([
    ['nothing acknowledged', 0, false, []],
    ['5 acknowledged', 5, false, ['m9']],
    ['8 and all before it', 8, true, ['m9', 'm10', 'm11', 'm12']],
    ['8 alone', 8, false, ['m9']],
  ])('with a prefetch of four, and %s, gives what the guide says', (_what, tag, multiple, more) => {
    const queue = createQueue(4);
    for (let each = 1; each <= 12; each++) queue.send(`m${each}`);
    for (let each = 1; each <= 4; each++) queue.receive('x');
    queue.ack('x', 4, true);
    for (let each = 5; each <= 8; each++) queue.receive('x');
    if (tag > 0) queue.ack('x', tag, multiple);
    const got: string[] = [];
    for (let next = queue.receive('x'); next; next = queue.receive('x')) got.push(next.message);
    expect(got).toEqual(more);
  });
});
