/** Holds queues to what they promise: storing, delivering, and delivering again. */
import { describe, expect, test } from 'vitest';
import { Copy, type DeliveryOptions, planFaults, Queue, store } from '#parts';
import { constant, type Distribution, exponential, OpenSource, poisson, Simulation } from '#simulation';
import { driver, times } from '../simulation/driver.ts';
import { serverTier, through, waysBetween } from './world.ts';

/** A queue before workers with one slot each. */
function queued(service: Distribution, workers: number, options: DeliveryOptions = {}, seed = 1) {
  const simulation = new Simulation(seed);
  const tier = serverTier(simulation, 'worker', workers, { service });
  const keeper = through(simulation, 'keeper', []);
  const groups = [waysBetween(simulation, 'q', tier)];
  const queue = new Queue(simulation, { name: 'q', tier: keeper, groups, deliverTo: 'one', ...options });
  const entrance = new Copy(simulation, { name: 'q/1', steps: [store(queue)] });
  return { simulation, tier, keeper, queue, entrance, ...driver(simulation, entrance) };
}

describe('a queue', () => {
  test('answers the sender at once, and gives each worker one to work on and three to have in hand', () => {
    const { simulation, queue, ended, send } = queued(constant(10), 1);
    for (let count = 0; count < 6; count++) send(0);
    simulation.run(5);
    expect(times(ended)).toEqual(new Array(6).fill('ok at 0'));
    expect([queue.delivered, queue.waiting]).toEqual([4, 2]);
    simulation.run(100);
    expect([queue.done, queue.delivered, queue.waiting, queue.ages.max]).toEqual([6, 0, 0, 60]);
  });

  test('what fails is delivered again a second later', () => {
    const { simulation, tier, queue, send } = queued(constant(10), 1);
    send(0);
    simulation.after(5, () => tier.crash(), undefined);
    simulation.after(500, () => tier.recover(), undefined);
    simulation.run(1004);
    expect([queue.waiting, queue.delivered]).toEqual([1, 0]);
    simulation.run(5000);
    expect([queue.redelivered, queue.done, queue.ages.max]).toEqual([1, 1, 1015]);
  });

  test('what was not acknowledged in time is delivered again, so the work is done twice', () => {
    const { simulation, tier, queue, send } = queued(constant(70), 2, { visibility: 50, deliveries: 2 });
    send(0);
    simulation.run(500);
    expect(tier.copies.map(({ meter }) => meter.ended.ok)).toEqual([1, 1]);
    expect([queue.redelivered, queue.done, queue.dead, queue.delivered]).toEqual([1, 0, 1, 0]);
  });

  test('an acknowledgement in time ends it, however close', () => {
    const { simulation, queue, send } = queued(constant(49), 1, { visibility: 50 });
    send(0);
    simulation.run(500);
    expect([queue.redelivered, queue.done]).toEqual([0, 1]);
  });

  test('a failure does not shorten the visibility', () => {
    const { simulation, queue, send } = queued(constant(10), 1, { visibility: 50 });
    planFaults(simulation, [
      { at: 5, station: 'worker/1', does: 'crash' },
      { at: 60, station: 'worker/1', does: 'recover' },
    ]);
    send(0);
    simulation.run(500);
    expect([queue.redelivered, queue.done, queue.ages.max]).toEqual([2, 1, 110]);
  });

  test('a message that fails as often as it may is set aside', () => {
    const { simulation, tier, queue, send } = queued(constant(10), 1, { deliveries: 3 });
    simulation.after(0, () => tier.fail(), undefined);
    send(1);
    simulation.run(10_000);
    expect([queue.redelivered, queue.dead, queue.waiting, tier.copies[0]!.meter.asked]).toEqual([2, 1, 0, 3]);
  });

  test('loses no message: stored = done + dead + waiting + delivered', () => {
    const { simulation, tier, queue, entrance } = queued(exponential(12), 8, { visibility: 60, deliveries: 3 }, 3);
    const users = new OpenSource(simulation, {
      name: 'users',
      to: entrance,
      arrivals: poisson(500),
      until: 20_000,
    });
    simulation.after(4000, () => tier.crash(), undefined);
    simulation.after(6000, () => tier.recover(), undefined);
    for (const at of [3000, 5000, 9000, 19_999]) {
      simulation.run(at);
      expect(queue.done + queue.dead + queue.delivered + queue.waiting).toBe(users.meter.ended.ok);
    }
    simulation.run(Number.POSITIVE_INFINITY);
    expect(queue.done + queue.dead).toBe(users.meter.ended.ok);
    expect(queue.dead).toBeGreaterThan(0);
  });
});
