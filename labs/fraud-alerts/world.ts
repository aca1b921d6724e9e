/**
 * Two gateways through which accounts pay. One of them is cut off for a while, keeps what it has and sends all of it at once when it is back;
 * the network is slow now and then, and some payments come twice. A few cards are stolen. What should be told is known from the times of payment.
 */
import { type Begun, Copy, type Step, Tier, waysTo } from '#parts';
import { attempt, shown } from '#scene';
import { type Caller, exponential, type Request, Simulation } from '#simulation';
import { windowsAround } from './journal.ts';
import type { Alert, FraudAlerts, Rules, Transaction } from './types.ts';

/** A second in the scene stands for as long in life; windows are short, so that some fit into it. */
export const RULES = { size: 4000, slide: 1000, offset: 0, most: 4, limit: 40_000 } as const;
const ACCOUNTS = 60;
/** Payments per second through each gateway. */
const PER_SECOND = 12;
/** When the second gateway is cut off, in ms. */
export const [CUT_FROM, CUT_TO] = [12_000, 20_000];
/** A card is stolen so often, and used so many times within two seconds. */
const STOLEN_EVERY = 3_500;
const USED = 6;

export interface PaymentsOptions {
  lateness: number;
  /** Of 100 payments so many come a second time. */
  twice: number;
  isCut: boolean;
}

export type MakeAlerts = (rules: Rules, clock: () => number) => FraudAlerts;

const keyOf = ({ account, start, rule }: Alert): string => `${account} ${start} ${rule}`;

function count(keys: ReadonlySet<string>, holds: (key: string) => boolean): number {
  let found = 0;
  for (const key of keys) if (holds(key)) found++;
  return found;
}

/** Throws what `make` throws. */
export function startPayments(make: MakeAlerts, { lateness, twice, isCut }: PaymentsOptions, seed: number) {
  const simulation = new Simulation(seed);
  const now = () => Math.floor(simulation.now);
  const rules: Rules = { ...RULES, lateness };
  const alerts = make(rules, now);
  const told: { at: number; text: string }[] = [];
  const raised = new Set<string>();
  const counts = { duplicate: 0, late: 0 };
  /** How many payments a gateway had kept when it came back. */
  let sentAtOnce = 0;
  let paid = 0;
  /** What has been paid in each window, and what should have been told by now. */
  const sums = new Map<string, { count: number; total: number }>();
  const due = new Set<string>();
  const isPaid = ({ account, amount, at }: Transaction) => {
    paid++;
    for (const { start, end } of windowsAround(at, rules)) {
      const name = `${account} ${start}`;
      const { count, total } = sums.get(name) ?? { count: 0, total: 0 };
      sums.set(name, { count: count + 1, total: total + amount });
      if (count + 1 > rules.most) due.add(keyOf({ account, start, end, rule: 'count' }));
      if (total + amount > rules.limit) due.add(keyOf({ account, start, end, rule: 'amount' }));
    }
  };

  const complain = (text: string) => {
    if (told.length < 4 && told.every((each) => each.text !== text)) told.push({ at: simulation.now, text });
  };
  const checks: Step = {
    begin({ body }): Begun {
      const made = attempt(() => alerts.see({ ...(body as Transaction) }));
      if ('threw' in made) {
        complain(`see threw ${made.threw}.`);
        return 'ok';
      }
      const seen = made.answer as { outcome?: unknown; alerts?: unknown } | null | undefined;
      if (!Array.isArray(seen?.alerts)) complain(`see gave ${shown(made.answer)}, which has no list of alerts.`);
      else for (const alert of seen.alerts as Alert[]) raised.add(keyOf(alert));
      if (seen?.outcome === 'duplicate' || seen?.outcome === 'late') counts[seen.outcome]++;
      return 'ok';
    },
    end: () => undefined,
  };
  const check = new Copy(simulation, { name: 'check/1', steps: [checks] });
  const tier = new Tier(simulation, 'check', [check]);

  const gateways = ['a', 'b'].map((name) => {
    const link = waysTo(simulation, `${name}>check`, tier, { latency: exponential(120) })[0]!.link;
    const release: Caller & { name: string } = { name, answered: (request) => simulation.release(request) };
    const random = simulation.random(`gateway ${name}`);
    const held: Transaction[] = [];
    const isOff = () => name === 'b' && isCut && simulation.now >= CUT_FROM && simulation.now < CUT_TO;
    const send = (payment: Transaction) => {
      if (isOff()) {
        held.push(payment);
        return;
      }
      const request: Request = simulation.request(0, 'payment', payment);
      simulation.call(request, link, release);
    };
    const pays = (account: string, amount: number) => {
      const payment: Transaction = { id: `p${paid + 1}`, account, amount, at: now() };
      isPaid(payment);
      send(payment);
      if (random.uniform() * 100 < twice) simulation.after(300 + 1500 * random.uniform(), send, payment);
    };
    const goesOn = () => {
      pays(`account ${Math.floor(ACCOUNTS * random.uniform())}`, 100 * Math.ceil(60 * random.uniform()));
      simulation.after((1000 / PER_SECOND) * random.exponential(), goesOn, undefined);
    };
    simulation.after(0, goesOn, undefined);
    if (name === 'b' && isCut)
      simulation.after(
        CUT_TO,
        () => {
          sentAtOnce = held.length;
          for (const payment of held.splice(0)) send(payment);
        },
        undefined,
      );
    return { pays, held };
  });

  const thefts = simulation.random('thefts');
  const steal = (nth: number) => {
    const account = `account ${Math.floor(ACCOUNTS * thefts.uniform())}`;
    const gateway = gateways[nth % gateways.length]!;
    const use = () => gateway.pays(account, 9000);
    for (let time = 0; time < USED; time++) simulation.after(2000 * thefts.uniform(), use, undefined);
    simulation.after(STOLEN_EVERY, steal, nth + 1);
  };
  simulation.after(2000, steal, 0);

  return {
    simulation,
    told,
    counts,
    paid: () => paid,
    held: () => gateways[1]!.held.length,
    sentAtOnce: () => sentAtOnce,
    isOff: () => isCut && simulation.now >= CUT_FROM && simulation.now < CUT_TO,
    right: () => count(raised, (key) => due.has(key)),
    wrong: () => count(raised, (key) => !due.has(key)),
    missing: () => count(due, (key) => !raised.has(key)),
  };
}
