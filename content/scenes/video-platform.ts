/** Lesson 1: one large machine beside a fleet of small ones, under the same rising load, and what happens when one dies. */
import { type Architecture, compile } from '#architecture';
import { defineScene, systemWorld } from '#scene';

const CAPACITY = 400;

export default defineScene({
  title: 'One machine, or a fleet',
  seconds: 60,
  pace: 2,
  still: 42,
  knobs: {
    peak: { kind: 'number', label: 'Load at the end', unit: 'requests/s', min: 100, max: 700, step: 20, value: 440 },
    machines: { kind: 'number', label: 'Machines in the fleet', min: 2, max: 12, step: 1, value: 5 },
  },
  worlds({ seed, settings, tick }) {
    const peak = settings.peak as number;
    const machines = settings.machines as number;
    const single: Architecture = {
      title: 'One large machine',
      nodes: [
        { id: 'viewers', kind: 'client', label: 'Viewers' },
        { id: 'web', kind: 'web', label: 'Large server', capacity: CAPACITY, latency: 50 },
      ],
      links: [{ from: 'viewers', to: 'web', latency: 20 }],
    };
    const fleet: Architecture = {
      title: 'A fleet behind a balancer',
      nodes: [
        { id: 'viewers', kind: 'client', label: 'Viewers' },
        { id: 'balancer', kind: 'load-balancer' },
        { id: 'web', kind: 'web', label: 'Small servers', replicas: machines, capacity: 100, latency: 50 },
      ],
      links: [
        { from: 'viewers', to: 'balancer', latency: 20 },
        { from: 'balancer', to: 'web', latency: 1 },
      ],
    };
    const rate = Array.from({ length: 12 }, (_, step) => ({ from: step * 5000, perSecond: (peak * (step + 1)) / 12 }));
    return [single, fleet].map((architecture) =>
      systemWorld({
        title: architecture.title,
        system: compile(architecture, { seed, load: { rate }, window: tick }),
        tick,
        charts: ['tail', 'failures', 'utilisation'],
        breakable: ['web'],
        oneIn: 24,
      }),
    );
  },
});
