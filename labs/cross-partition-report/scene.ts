/** The learner's report over two databases, beside one that asks for the customer of every order. */
import { sketch } from '#architecture';
import {
  allCopies,
  atEnd,
  chart,
  choice,
  defineScene,
  type NodeView,
  nodesByName,
  percentOf,
  slider,
  soFar,
  trafficCharts,
  type World,
  world,
} from '#scene';
import { counted, whole } from '#words';
import { report } from './solution.ts';
import type { Order } from './types.ts';
import { type OfficeSettings, type Report, startOffice } from './world.ts';

const reference = { report };
/** Response times are those of so many ticks: a percentile needs many requests. */
const WINDOW = 8;
const SAMPLES_A_SECOND = 40;

/** What a join becomes when nobody thinks about it: for each order, a query for its customer. */
const oneByOne: Report = (request, orders, customers) => {
  const all: Order[] = [];
  for (let page = orders.page(request.month, 0); page.length > 0; page = orders.page(request.month, all.at(-1)!.id)) {
    all.push(...page);
  }
  for (const { customer } of all) customers.find([customer]);
  return report(request, { page: (_month, after) => all.filter(({ id }) => id > after).slice(0, 50) }, customers);
};

export default defineScene({
  title: 'A report over two databases',
  seconds: 30,
  pace: 1,
  still: 8,
  knobs: {
    orders: slider('Orders of the month', { min: 0, max: 600, step: 50, value: 300 }),
    limit: slider('Rows of the report', { min: 5, max: 100, step: 5, value: 40 }),
    reports: slider('Reports', { min: 0.5, max: 4, step: 0.5, value: 1, unit: 'per second' }),
    visits: slider('People who sign in', { min: 20, max: 180, step: 20, value: 100, unit: 'per second' }),
    beside: choice('Beside it', { single: 'a query for each order', reference: 'the reference' }, 'single'),
  },
  reference,
  worlds({ seed, settings: { beside, ...settings }, tick, learner }) {
    const isReference = learner === reference;
    const worldOf = (title: string, by: Report) => officeWorld(title, by, settings, seed, tick);
    return [
      worldOf(isReference ? 'In batches' : 'Yours', learner.report),
      ...(beside === 'single' ? [worldOf('A query for each order', oneByOne)] : []),
      ...(beside === 'reference' && !isReference ? [worldOf('The reference', report)] : []),
    ];
  },
});

function officeWorld(title: string, by: Report, settings: OfficeSettings, seed: number, tick: number): World {
  const window = WINDOW * tick;
  const { simulation, tiers, reports, office, visitors, told } = startOffice(by, report, settings, seed, window);
  const architecture = sketch(
    'A report over two databases',
    `office: client "Back office" > reports: service "Reports"
     visitors: client "People who sign in"
     reports > orders: database "Orders", customers: database "Customers"
     visitors > customers`,
  );
  const busyOf = tiers.map(
    ({ copies }) =>
      (now: number) =>
        copies.reduce(
          (sum, { work }) => sum + (work && 'busyMilliseconds' in work ? work.busyMilliseconds(now) : 0),
          0,
        ),
  );
  const used = busyOf.map((busy) => percentOf(busy, (now) => now, 4));
  const views = tiers.map((tier, place) => {
    const lately = percentOf(busyOf[place]!, (now) => now, SAMPLES_A_SECOND);
    return [
      tier.name,
      (): NodeView => ({
        copies: tier.copies.map(({ serves }) => ({
          state: serves ? 'up' : 'down',
          busy: lately(simulation.now) / 100 || 0,
        })),
        waiting: tier.waiting,
      }),
    ] as const;
  });
  const perReport = () => reports.made.queries / Math.max(1, reports.made.reports);
  const queriesOfOne = () => counted(Math.round(perReport()), 'query', 'queries');
  const [ofReports, ofVisitors] = [trafficCharts([office], window), trafficCharts([visitors], window)];
  return world({
    title,
    simulation,
    architecture,
    nodes: Object.fromEntries(views),
    nodeOf: nodesByName(architecture),
    says: {
      reports: () => `${queriesOfOne()} a report`,
      office: () => (reports.made.wrong > 0 ? 'reports are wrong' : undefined),
      visitors: () => `${soFar(visitors).percentFailed.toFixed(0)} % failed`,
    },
    charts: [
      chart('Databases work', '% of their time', {
        orders: (now) => used[0]!(now) || 0,
        customers: (now) => used[1]!(now) || 0,
      }),
      { ...ofReports.tail(), title: 'A report takes, 99th percentile' },
      { ...ofVisitors.tail(), title: 'Signing in takes, 99th percentile' },
      { ...ofVisitors.failures(), title: 'People who could not sign in' },
      chart('Reports that were wrong so far', 'reports', { wrong: () => reports.made.wrong }),
    ],
    breaks: tiers.map((tier) => allCopies(tier, tier.name === 'orders' ? 'Orders' : 'Customers')),
    told,
    tells: [
      atEnd(
        () =>
          `${whole(reports.made.reports)} reports asked ${queriesOfOne()} each; ${soFar(visitors).percentFailed.toFixed(1)} % of those who signed in were turned away.`,
      ),
    ],
    oneIn: 4,
  });
}
