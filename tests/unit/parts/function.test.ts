/** Holds functions to what they promise, by hand and against theory. */
import { describe, expect, test } from 'vitest';
import { CloudFunction, type CloudFunctionOptions } from '#parts';
import { constant, exponential, OpenSource, poisson, Simulation } from '#simulation';
import { driver, times } from '../simulation/driver.ts';

function functions(options: Partial<CloudFunctionOptions> = {}) {
  const simulation = new Simulation(1);
  const lambda = new CloudFunction(simulation, {
    name: 'f',
    service: constant(10),
    coldStart: constant(100),
    concurrency: 2,
    keepAlive: 1000,
    ...options,
  });
  return { simulation, lambda, ...driver(simulation, lambda) };
}

describe('a cloud function', () => {
  test('starts cold, stays warm for a while, turns away above its limit, and is paid for while it runs', () => {
    const { simulation, lambda, ended, send } = functions();
    for (const at of [0, 50, 60, 200, 1300]) send(at);
    simulation.run(1155);
    // The instance that was used last has been idle since 210, the other since 110.
    expect(lambda.instances).toBe(1);
    simulation.run(5000);
    expect(times(ended)).toEqual(['rejected at 60', 'ok at 110', 'ok at 160', 'ok at 210', 'ok at 1410']);
    expect(lambda.coldStarts).toBe(3);
    expect(lambda.instances).toBe(0);
    expect(lambda.paidMilliseconds(5000)).toBe(110 + 110 + 10 + 110);
  });

  test('provisioned instances are warm from the beginning and stay so; more than these start cold', () => {
    const { simulation, lambda, ended, send } = functions({ provisioned: 1 });
    for (const at of [0, 5, 5000]) send(at);
    simulation.run(9000);
    expect(times(ended)).toEqual(['ok at 10', 'ok at 115', 'ok at 5010']);
    expect([lambda.coldStarts, lambda.instances]).toEqual([1, 1]);
    // The one that is provisioned all the time, the other for its cold start and its request.
    expect(lambda.paidMilliseconds(9000)).toBe(9000 + 110);
  });

  test('requests that come one at a time start cold with probability e^(−λ·T), T the time that an instance stays', () => {
    const { simulation, lambda } = functions({ service: constant(0), coldStart: constant(0), concurrency: 1 });
    new OpenSource(simulation, { name: 'users', to: lambda, arrivals: poisson(1), until: 40_000_000 });
    simulation.run(Number.POSITIVE_INFINITY);
    // With λT = 1. A share of 40,000 trials has a standard deviation of 0.24 %.
    expect(Math.abs(lambda.coldStarts / lambda.meter.asked - Math.exp(-1))).toBeLessThan(4 * 0.0024);
  });

  test('with every instance provisioned it is Erlang B: five for five erlangs lose 0.284868', () => {
    const { simulation, lambda } = functions({ service: exponential(50), concurrency: 5, provisioned: 5 });
    new OpenSource(simulation, { name: 'users', to: lambda, arrivals: poisson(100), until: 2_000_000 });
    simulation.run(Number.POSITIVE_INFINITY);
    expect(lambda.coldStarts).toBe(0);
    expect(Math.abs(1 - lambda.meter.availability - 0.284868)).toBeLessThan(0.01);
  });
});
