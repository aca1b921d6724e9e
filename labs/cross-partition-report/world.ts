/**
 * Two databases of a shop, and the back office’s report over both. The report’s queries are those that a function makes, played one after
 * the other; the customers’ database meanwhile answers people who sign in.
 */
import { makeCopies, Server, Tier, type Way, waysTo } from '#parts';
import { attempt } from '#scene';
import {
  type Request as Asked,
  type Caller,
  constant,
  exponential,
  OpenSource,
  type Outcome,
  poisson,
  Simulation,
  Station,
} from '#simulation';
import { Databases, type Query } from './databases.ts';
import type { Customer, CustomerDatabase, Order, OrderDatabase, Request, Row } from './types.ts';

export type Report = (request: Request, orders: OrderDatabase, customers: CustomerDatabase) => Row[];

export interface OfficeSettings {
  /** Orders of the month. */
  orders: number;
  limit: number;
  /** Reports per second. */
  reports: number;
  /** People per second who sign in. */
  visits: number;
}

const MONTH = '2026-11';
const CUSTOMERS = 200;
/** What a query takes in a database, on average, in ms: most of it does not depend on how many rows it gives. */
const A_QUERY = 5;
/** One way to a database, in ms. */
const TRIP = constant(1);
const MOST_TOLD = 3;

/** The month: the same one for every report. */
function monthOf(count: number): { orders: Order[]; customers: Customer[] } {
  const orders = Array.from({ length: count }, (_, nth) => ({
    id: 1 + 3 * nth,
    customer: `customer ${(nth * 73 + (nth % 7) * 11) % CUSTOMERS}`,
    cents: 500 + ((nth * 397) % 97) * 100,
  }));
  const customers = Array.from({ length: CUSTOMERS }, (_, nth) => ({ id: `customer ${nth}`, name: `Customer ${nth}` }));
  return { orders, customers: customers.filter((_, nth) => nth % 40 !== 7) };
}

/** The office at its beginning. `window` is that of the time series, in ms. */
export function startOffice(report: Report, right: Report, settings: OfficeSettings, seed: number, window: number) {
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const tiers = (['orders', 'customers'] as const).map((name) => {
    const copies = makeCopies(simulation, name, 1, (copy) => ({
      work: new Server(simulation, { name: `${copy} work`, service: exponential(A_QUERY), queueLimit: 400 }),
      slots: 1,
      steps: [],
    }));
    return new Tier(simulation, name, copies);
  });
  const ways = new Map(
    tiers.map(
      (tier) => [tier.name, waysTo(simulation, `reports to ${tier.name}`, tier, { latency: TRIP })[0]!] as const,
    ),
  );
  const tell = (text: string) => {
    if (told.length < MOST_TOLD) told.push({ at: simulation.now, text });
  };
  const reports = new Reports(simulation, { report, right, settings, ways, tell });
  const office = new OpenSource(simulation, {
    name: 'office',
    to: reports,
    arrivals: poisson(settings.reports),
    window,
  });
  const [entrance] = waysTo(simulation, 'visitors to customers', tiers[1]!, { latency: TRIP });
  const visitors = new OpenSource(simulation, {
    name: 'visitors',
    to: entrance!.link,
    arrivals: poisson(settings.visits),
    window,
  });
  return { simulation, tiers, reports, office, visitors, told };
}

interface ReportsOptions {
  report: Report;
  right: Report;
  settings: OfficeSettings;
  ways: ReadonlyMap<string, Way>;
  tell(text: string): void;
}

/** A report that is being made, and the queries that it still has to ask. */
interface Making {
  asked: Asked;
  left: Query[];
}

class Reports extends Station implements Caller {
  readonly made = { reports: 0, queries: 0, wrong: 0 };
  readonly #options: ReportsOptions;

  constructor(simulation: Simulation, options: ReportsOptions) {
    super(simulation, 'reports');
    this.#options = options;
  }

  accept(request: Asked): void {
    const queries = this.#run();
    this.made.reports++;
    this.made.queries += queries.length;
    this.#next({ asked: request, left: queries });
  }

  answered(part: Asked, outcome: Outcome): void {
    const making = part.body as Making;
    this.simulation.release(part);
    if (outcome === 'ok') this.#next(making);
    else this.simulation.answer(making.asked, outcome);
  }

  #next(making: Making): void {
    const query = making.left.shift();
    if (!query) {
      this.simulation.answer(making.asked, 'ok');
      return;
    }
    const { key, origin } = making.asked;
    const part = this.simulation.copy({ key, kind: 'query', origin, body: making });
    this.simulation.call(part, this.#options.ways.get(query.to)!.link, this);
  }

  /** Lets the function make its report at once, and gives the queries that it made. */
  #run(): Query[] {
    const { report, right, settings, tell } = this.#options;
    const request = { month: MONTH, limit: settings.limit };
    const { orders, customers } = monthOf(settings.orders);
    const databases = new Databases(MONTH, orders, customers);
    const made = attempt(() => report(request, databases.orderDatabase, databases.customerDatabase));
    const twin = new Databases(MONTH, orders, customers);
    const expected = right(request, twin.orderDatabase, twin.customerDatabase);
    if ('threw' in made) tell(`report threw ${made.threw}.`);
    else if (databases.refused.length > 0) tell(databases.refused[0]!);
    const isRight = 'answer' in made && JSON.stringify(made.answer) === JSON.stringify(expected);
    if (!isRight) this.made.wrong++;
    return [...databases.queries];
  }
}
