/** Holds machines to what a crash means, and messages to what they carry. */
import { describe, expect, test } from 'vitest';
import { Link, planFaults, Server } from '../../../src/parts/index.ts';
import {
  type Caller,
  constant,
  Machine,
  type Outcome,
  type Request,
  type Route,
  Simulation,
  type Station,
} from '../../../src/simulation/index.ts';
import { driver, times } from './driver.ts';

/** Works for 10 ms on each request; then, where there is somebody behind, passes it on, or sends a message and waits for the answer. */
class Worker extends Machine {
  readonly heard: string[] = [];
  behind: Station | undefined;
  sends = false;
  forgot = 0;

  answered(request: Request, outcome: Outcome): void {
    this.heard.push(`${request.kind} ${outcome} at ${this.simulation.now}`);
    if (request.kind === 'message') this.simulation.release(request);
    else this.simulation.answer(request, outcome);
  }

  protected serve(request: Request): void {
    this.after(10 * this.slowness, this.#worked, request);
  }

  protected override forget(): void {
    this.forgot++;
  }

  readonly #worked = (request: Request): void => {
    if (this.behind === undefined) {
      this.simulation.answer(request, 'ok');
    } else if (this.sends) {
      this.simulation.call(this.simulation.request(request.key, 'message'), this.behind, this);
    } else {
      this.simulation.call(request, this.behind, this);
    }
  };
}

function one() {
  const simulation = new Simulation(1);
  const worker = new Worker(simulation, 'worker');
  return { simulation, worker, ...driver(simulation, worker) };
}

/** Down and up again before anything else can happen. */
function restart(worker: Worker): void {
  worker.crash();
  worker.recover();
}

describe('a machine', () => {
  test('fails what it is working on when it crashes, in the order in which it came, and refuses until it recovers', () => {
    const { simulation, worker, ended, send } = one();
    for (const [at, key] of [
      [2, 1],
      [0, 2],
      [5, 3],
      [8, 4],
      [20, 5],
    ] as const) {
      send(at, key);
    }
    planFaults(simulation, [
      { at: 7, station: 'worker', does: 'crash' },
      { at: 9, station: 'worker', does: 'recover' },
    ]);
    simulation.run(100);
    expect(times(ended)).toEqual(['failed at 7', 'failed at 7', 'failed at 7', 'failed at 8', 'ok at 30']);
    expect(ended.map(({ key }) => key)).toEqual([2, 1, 3, 4, 5]);
    expect(worker.meter.inside.value).toBe(0);
    expect(worker.forgot).toBe(1);
  });

  test('never ends in a new life what it began in an old one, however soon it is back', () => {
    const { simulation, worker, ended, send } = one();
    send(0);
    simulation.after(3, restart, worker);
    // The record of the first request is used again for this one, and must not be ended by the first one's event at 10.
    send(4);
    simulation.run(100);
    expect(times(ended)).toEqual(['failed at 3', 'ok at 14']);
  });

  test('what it passed on comes back as failed, whatever became of it, and the machine does not hear of it', () => {
    const { simulation, worker, ended, send } = one();
    const store = new Server(simulation, { name: 'store', service: constant(20) });
    worker.behind = new Link(simulation, { name: 'cable', to: store, latency: constant(1) });
    send(0);
    simulation.after(15, restart, worker);
    send(50);
    simulation.run(100);
    expect(times(ended)).toEqual(['failed at 32', 'ok at 82']);
    expect(store.meter.ended.ok).toBe(2);
    expect(worker.heard).toEqual(['request ok at 82']);
  });

  test('the answer to a message from before the crash goes nowhere', () => {
    const { simulation, worker, ended, send } = one();
    worker.behind = new Server(simulation, { name: 'store', service: constant(20) });
    worker.sends = true;
    send(0);
    simulation.after(15, restart, worker);
    simulation.run(100);
    expect(times(ended)).toEqual(['failed at 15']);
    expect(worker.behind.meter.ended.ok).toBe(1);
    expect(worker.heard).toEqual([]);
  });

  test('whoever hears of the crash and asks again at once is refused', () => {
    const { simulation, worker } = one();
    const outcomes: string[] = [];
    const stubborn: Caller = {
      answered(request, outcome, attempt) {
        outcomes.push(`${outcome} at ${simulation.now}`);
        if (attempt < 2) simulation.call(request, worker, stubborn, attempt + 1);
        else simulation.release(request);
      },
    };
    simulation.call(simulation.request(0, 'request'), worker, stubborn, 0);
    simulation.after(4, () => worker.crash(), undefined);
    simulation.run(50);
    expect(outcomes).toEqual(['failed at 4', 'failed at 4', 'failed at 4']);
  });

  test('a crash in a crash is none; recovery ends a slowness; a factor is a positive number', () => {
    const { simulation, worker, ended, send } = one();
    planFaults(simulation, [
      { at: 0, station: 'worker', does: 'slow', factor: 3 },
      { at: 40, station: 'worker', does: 'recover' },
      { at: 60, station: 'worker', does: 'crash' },
      { at: 61, station: 'worker', does: 'crash' },
    ]);
    send(1);
    send(41);
    simulation.run(100);
    expect(times(ended)).toEqual(['ok at 31', 'ok at 51']);
    expect([worker.up, worker.slowness, worker.forgot]).toEqual([false, 1, 1]);
    expect(() => worker.slow(0)).toThrow('worker cannot be slowed by a factor of 0.');
  });
});

describe('a message', () => {
  test('carries a body, which its copies carry too; the next request in the same record has none', () => {
    const simulation = new Simulation(1);
    const body = { votes: 3 };
    const message = simulation.request(0, 'vote', body);
    const copy = simulation.copy(message);
    expect(copy.body).toBe(body);
    simulation.release(message);
    expect(message.body).toBe(undefined);
    const next = simulation.request(0, 'request');
    expect(next).toBe(message);
    expect(next.body).toBe(undefined);
    expect(simulation.copy({ key: 1, kind: 'request', origin: 1 }).body).toBe(undefined);
  });
});

test('a route is chosen for each request', () => {
  const simulation = new Simulation(1);
  const [left, right] = ['left', 'right'].map((name) => new Server(simulation, { name, service: constant(1) }));
  const route: Route = { pick: ({ key }) => (key < 0 ? undefined : key % 2 === 0 ? left : right) };
  const picked = [0, 1, 2, -1].map((key) => route.pick(simulation.request(key, 'request'))?.name);
  expect(picked).toEqual(['left', 'right', 'left', undefined]);
});
