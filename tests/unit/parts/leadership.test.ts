/** Holds leadership to what it promises: the first that may leads, a while after the leader has crashed, and nobody else. */
import { expect, test } from 'vitest';
import { FAILOVER_AFTER, Leadership, NOTICED_AFTER } from '#parts';
import { constant, Simulation } from '#simulation';
import { serverTier } from './world.ts';

function led(mayLead?: (place: number) => boolean) {
  const simulation = new Simulation(1);
  const tier = serverTier(simulation, 'replica', 3, { service: constant(1) });
  const changes: string[] = [];
  const leadership = new Leadership(simulation, {
    tiers: [tier],
    candidates: tier.copies,
    ...(mayLead && { mayLead: ({ serves, place }) => serves && mayLead(place) }),
    onChosen: (before) => changes.push(`${before.place} → ${leadership.leader.place} at ${simulation.now}`),
  });
  return { simulation, tier, leadership, changes };
}

test('the next that serves takes the place of a leader that has crashed, and keeps it', () => {
  const { simulation, tier, changes } = led();
  tier.crash(0);
  simulation.run(FAILOVER_AFTER + 1);
  tier.recover(0);
  simulation.run(20_000);
  expect(changes).toEqual([`0 → 1 at ${FAILOVER_AFTER}`]);
});

test('a leader that is back in time stays', () => {
  const { simulation, tier, changes } = led();
  tier.crash(0);
  simulation.after(FAILOVER_AFTER - 1, () => tier.recover(0), undefined);
  simulation.run(20_000);
  expect(changes).toEqual([]);
});

test('who may not lead is passed over; while nobody may, the place stays empty', () => {
  let allowed = [0, 2];
  const { simulation, tier, changes } = led((place) => allowed.includes(place));
  tier.crash(0);
  simulation.run(FAILOVER_AFTER);
  expect(changes).toEqual([`0 → 2 at ${FAILOVER_AFTER}`]);
  tier.crash(2);
  simulation.run(4 * FAILOVER_AFTER);
  allowed = [1];
  simulation.run(4 * FAILOVER_AFTER + NOTICED_AFTER);
  expect(changes).toHaveLength(2);
  expect(changes[1]).toContain('2 → 1');
});
