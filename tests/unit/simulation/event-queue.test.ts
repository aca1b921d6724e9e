/** Holds the calendar of events to a sorted list, under random schedules and cancellations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventQueue } from '../../../src/simulation/event-queue.ts';
import { Simulation } from '../../../src/simulation/index.ts';

describe('the calendar of events', () => {
  test('runs events in order of time, equal times in order of scheduling, as a sorted list does', () => {
    const command = fc.oneof(
      { weight: 4, arbitrary: fc.record({ push: fc.integer({ min: 0, max: 20 }) }) },
      { weight: 2, arbitrary: fc.constant('run' as const) },
      { weight: 1, arbitrary: fc.record({ cancel: fc.nat(300) }) },
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
        const queue = new EventQueue();
        const handles: number[] = [];
        let model: { time: number; id: number }[] = [];
        const ran: number[] = [];
        const expected: number[] = [];
        const action = (id: number) => void ran.push(id);
        for (const next of commands) {
          if (next === 'run') {
            const first = model.toSorted((a, b) => a.time - b.time || a.id - b.id)[0];
            expect(queue.nextTime).toBe(first?.time ?? Number.POSITIVE_INFINITY);
            if (first === undefined) continue;
            model = model.filter(({ id }) => id !== first.id);
            expected.push(first.id);
            queue.runNext();
          } else if ('push' in next) {
            model.push({ time: next.push, id: handles.length });
            handles.push(queue.push(next.push, action, handles.length));
          } else if (handles.length > 0) {
            const id = next.cancel % handles.length;
            const pending = model.some((event) => event.id === id);
            model = model.filter((event) => event.id !== id);
            expect(queue.cancel(handles[id]!)).toBe(pending);
          }
          expect(queue.size).toBe(model.length);
        }
        expect(ran).toEqual(expected);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('keeps the order of ten thousand events at one time', () => {
    const simulation = new Simulation(1);
    const ran: number[] = [];
    for (let index = 0; index < 10_000; index++) simulation.after(5, (id: number) => void ran.push(id), index);
    simulation.run(5);
    expect(ran).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
  });

  test('the clock stops where it is told to, and no event comes early', () => {
    const simulation = new Simulation(1);
    const at: number[] = [];
    for (const delay of [3, 1, 2.5]) simulation.after(delay, () => void at.push(simulation.now), undefined);
    simulation.run(2.5);
    expect(at).toEqual([1, 2.5]);
    expect(simulation.now).toBe(2.5);
    simulation.run(Number.POSITIVE_INFINITY);
    expect(at).toEqual([1, 2.5, 3]);
    expect(simulation.now).toBe(3);
    expect(simulation.events).toBe(3);
  });

  test('an event may plan another at its own time, and take back one that is to come', () => {
    const simulation = new Simulation(1);
    const ran: string[] = [];
    simulation.after(
      1,
      () => {
        simulation.after(0, () => void ran.push('planned'), undefined);
        expect(simulation.cancel(later)).toBe(true);
      },
      undefined,
    );
    const later = simulation.after(2, () => void ran.push('taken back'), undefined);
    simulation.run(10);
    expect(ran).toEqual(['planned']);
    expect(simulation.cancel(later)).toBe(false);
  });

  test('refuses a delay that is negative or not a number', () => {
    const simulation = new Simulation(1);
    expect(() => simulation.after(-1, () => {}, undefined)).toThrow('An event cannot be -1 ms away.');
    expect(() => simulation.after(Number.NaN, () => {}, undefined)).toThrow('NaN');
  });
});
