/** What people write first: windows by the time at which a payment arrives, with no look at its id. */
import { createFraudAlerts } from './solution.ts';
import type { FraudAlerts, Rules } from './types.ts';

export function byArrival(rules: Rules): (clock: () => number) => FraudAlerts {
  return (clock) => {
    const alerts = createFraudAlerts(rules);
    let arrived = 0;
    return { see: (payment) => alerts.see({ ...payment, id: String(++arrived), at: clock() }) };
  };
}
