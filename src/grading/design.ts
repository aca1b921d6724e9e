/**
 * What the design labs share. A learner's `design()` is read and held to the lab's catalogue; then it runs in trials, whole and
 * with one copy after the other taken down; and what was seen there is put into words that say which part failed, and why.
 */
import {
  type Architecture,
  type ArchitectureNode,
  type Load,
  type NodeFigures,
  type NodeKind,
  nodeKinds,
  type TimedBreak,
  type TrialResult,
  trial,
  validate,
} from '#architecture';
import { fail, fc, newCase, property, type Replay } from '#grading';

/** One thing that can be bought. */
export interface Offer {
  kind: NodeKind;
  /** Requests per second that one copy serves, and ms that a request spends there. */
  capacity?: number;
  latency?: number;
  /** Room of a cache or a CDN. */
  items?: number;
  /** Dollars for one copy and hour. */
  price: number;
  /** Seconds from ordering a copy until it serves, where the tier may scale itself. */
  warmUp?: number;
}

/** A link that may be drawn. */
export interface WayOffer {
  from: NodeKind;
  to: NodeKind;
  /** Milliseconds one way: what the distance takes. 0 when left out. */
  latency?: number;
  /** It may be a message that is not waited for. */
  async?: boolean;
}

export interface Catalogue {
  offers: readonly Offer[];
  ways: readonly WayOffer[];
  /** What a node of a kind cannot do its work without: a link to one of `calls`. */
  needs: readonly { kind: NodeKind; calls: readonly NodeKind[]; because: string }[];
  /** Kinds of which there may be one node only, with its copies; and why. */
  single?: readonly { kind: NodeKind; because: string }[];
  /** Requests come to the first kind by way of the second only. */
  through?: readonly { kind: NodeKind; passes: NodeKind; because: string }[];
}

/** The conditions of a lab's trials, the same for its suite and its scene. */
export interface Trials {
  catalogue: Catalogue;
  load: Load;
  /** Seconds before anything is measured, and seconds that are measured. */
  warmUp: number;
  seconds: number;
  /** The seconds of the measured time in which the load is greatest; all of it when left out. */
  peak?: { from: number; to: number };
}

/** Sizes beyond which a design is slower to try than it could be better. */
const MOST_NODES = 16;
const MOST_COPIES = 40;

// ——— words ———

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toLocaleString('en-GB')} %`;

export const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

const inSeries = (parts: readonly string[], last = 'and'): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;

const copiesOf = (count: number): string => (count === 1 ? '1 copy' : `${Number(count.toFixed(1))} copies`);

/** 'capacity: 100, latency: 20', as it is written in a node. */
function fieldsOf({ capacity, latency, items }: Pick<Offer, 'capacity' | 'latency' | 'items'>): string {
  const given = Object.entries({ capacity, latency, items }).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? 'no capacity, latency or items'
    : given.map(([key, value]) => `${key}: ${value}`).join(', ');
}

// ——— reading a design ———

/** Reads the learner's design. Fails the test, naming everything that is wrong, if it cannot be built from the catalogue. */
export function soundDesign(read: () => unknown, catalogue: Catalogue): Architecture {
  const design = read();
  // The design as one long line would only hide what is wrong with it.
  newCase();
  const problems = problemsOf(design, catalogue);
  if (problems.length === 0) return design as Architecture;
  const shown = problems.slice(0, 8).map((problem) => `\n  • ${problem}`);
  const more = problems.length > 8 ? [`\n  • and ${problems.length - 8} more`] : [];
  fail(
    `The design has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:${[...shown, ...more].join('')}`,
  );
}

/** Fails unless a second call gives the same design: a design is data, not a draw. */
export function expectTheSameAgain(read: () => unknown, design: Architecture): void {
  const again = read();
  newCase();
  if (JSON.stringify(again) === JSON.stringify(design)) return;
  fail('Two calls of design() gave two designs: give the same one at every call.');
}

/** Reads a design for a test about what it does: one that cannot be built fails with a word about the first problem. */
export function runnableDesign(read: () => unknown, catalogue: Catalogue): Architecture {
  const design = read();
  newCase();
  const [first, ...others] = problemsOf(design, catalogue);
  if (first === undefined) return design as Architecture;
  const rest = others.length > 0 ? ` (The first test names ${others.length} more.)` : '';
  fail(`The design cannot be run before it can be built: ${first}${rest}`);
}

function problemsOf(design: unknown, catalogue: Catalogue): string[] {
  const problems = validate(design);
  if (problems.length > 0) return problems.map(({ message }) => message);
  const architecture = design as Architecture;
  const { nodes } = architecture;
  if (nodes.length > MOST_NODES) {
    return [
      `There are ${nodes.length} nodes: at most ${MOST_NODES} are allowed. Equal machines are one node with replicas.`,
    ];
  }
  return [
    ...clientProblems(architecture),
    ...singleProblems(architecture, catalogue),
    ...nodes.flatMap((node) => nodeProblems(node, catalogue)),
    ...linkProblems(architecture, catalogue),
    ...circleProblems(architecture),
    ...needProblems(architecture, catalogue),
    ...throughProblems(architecture, catalogue),
  ];
}

function clientProblems({ nodes }: Architecture): string[] {
  const clients = nodes.filter(({ kind }) => kind === 'client');
  if (clients.length === 1) return [];
  return [
    `There are ${clients.length} clients: draw exactly one node of the kind "client". All the load comes from it.`,
  ];
}

function singleProblems({ nodes }: Architecture, { single = [] }: Catalogue): string[] {
  return single.flatMap(({ kind, because }) => {
    const ids = nodes.filter((node) => node.kind === kind).map(({ id }) => `"${id}"`);
    return ids.length < 2 ? [] : [`${inSeries(ids)} are ${ids.length} ${nodeKinds[kind].plural}: ${because}.`];
  });
}

function nodeProblems(node: ArchitectureNode, { offers }: Catalogue): string[] {
  const { id, kind, replicas = 1, autoscale } = node;
  const name = `"${id}"`;
  if (kind === 'client') {
    const given = (['capacity', 'latency', 'replicas'] as const).filter((property) => node[property] !== undefined);
    return given.length === 0 ? [] : [`${name} stands for all users: leave out its ${inSeries(given)}.`];
  }
  const sold = offers.filter((offer) => offer.kind === kind);
  if (sold.length === 0) {
    const kinds = [...new Set(offers.map((offer) => offer.kind))].map((each) => `"${each}"`);
    return [`${name} is ${nodeKinds[kind].one}, which this catalogue does not sell. It sells: ${inSeries(kinds)}.`];
  }
  const problems: string[] = [];
  const offer = offerFor(node, offers);
  if (!offer) {
    const sizes = sold.map((each) => `{ ${fieldsOf(each)} }`);
    problems.push(
      `${name} has ${fieldsOf(node)}. The catalogue sells ${nodeKinds[kind].plural} with ${inSeries(sizes, 'or')}.`,
    );
  }
  if (replicas > MOST_COPIES || (autoscale && autoscale.maximum > MOST_COPIES)) {
    problems.push(`${name} has more than ${MOST_COPIES} copies, which are all that can be had.`);
  }
  if (autoscale) {
    const warmUp = (offer ?? sold[0]!).warmUp;
    if (warmUp === undefined) {
      problems.push(`${name} cannot scale itself here: leave "autoscale" out, and say with replicas how many you run.`);
    } else if (autoscale.warmUp !== warmUp) {
      problems.push(
        `${name} has a warm-up of ${autoscale.warmUp ?? 'nothing'}: a new machine takes ${warmUp} s here, so write warmUp: ${warmUp}.`,
      );
    }
  }
  return problems;
}

function offerFor({ kind, capacity, latency, items }: ArchitectureNode, offers: readonly Offer[]): Offer | undefined {
  return offers.find(
    (offer) => offer.kind === kind && offer.capacity === capacity && offer.latency === latency && offer.items === items,
  );
}

function linkProblems({ nodes, links }: Architecture, { ways }: Catalogue): string[] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return links.flatMap(({ from, to, kind = 'sync', share, latency = 0 }) => {
    const name = `The link from "${from}" to "${to}"`;
    const [fromKind, toKind] = [kindOf.get(from)!, kindOf.get(to)!];
    if (kind === 'replication') {
      if (fromKind === 'database' && toKind === 'database' && latency === 0) return [];
      return [`${name} is for replication, which goes from a database to a database, without a latency.`];
    }
    if (kind === 'cut') return [`${name} is cut: a design has whole links.`];
    if (share !== undefined) return [`${name} has a share: leave it out. Every request needs all of its work done.`];
    const way = ways.find((each) => each.from === fromKind && each.to === toKind);
    if (!way) {
      const onward = ways.filter((each) => each.from === fromKind).map((each) => nodeKinds[each.to].one);
      const may = onward.length > 0 ? `may call ${inSeries(onward, 'or')}` : 'calls nobody';
      return [`${name} is not possible here: ${nodeKinds[fromKind].one} ${may}.`];
    }
    const problems: string[] = [];
    if (kind === 'async' && !way.async) {
      problems.push(`${name} is a message that nobody waits for: this answer is needed, so leave "kind" out.`);
    }
    const { latency: distance = 0 } = way;
    if (latency !== distance) {
      const right = distance === 0 ? 'they stand in one room, so leave the latency out' : `write latency: ${distance}`;
      problems.push(`${name} takes ${distance} ms one way, not ${latency}: ${right}.`);
    }
    return problems;
  });
}

function circleProblems(architecture: Architecture): string[] {
  const onward = onwardOf(architecture);
  const done = new Set<string>();
  const visit = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of onward.get(id) ?? []) {
      const circle = visit(next, [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of architecture.nodes) {
    const circle = visit(id, []);
    if (circle) return [`${circle.map((each) => `"${each}"`).join(' → ')} is a circle: a request would never end.`];
  }
  return [];
}

function needProblems({ nodes, links }: Architecture, { needs }: Catalogue): string[] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return needs.flatMap(({ kind, calls, because }) =>
    nodes
      .filter((node) => node.kind === kind)
      .filter(({ id }) => {
        return !links.some(
          (link) => link.from === id && link.kind !== 'replication' && calls.includes(kindOf.get(link.to)!),
        );
      })
      .map(({ id }) => {
        return `"${id}" is not linked to ${inSeries(
          calls.map((each) => nodeKinds[each].one),
          'or',
        )}: ${because}.`;
      }),
  );
}

function throughProblems(architecture: Architecture, { through = [] }: Catalogue): string[] {
  const kindOf = new Map(architecture.nodes.map(({ id, kind }) => [id, kind]));
  const onward = onwardOf(architecture);
  return through.flatMap(({ kind, passes, because }) => {
    const reached = new Set(architecture.nodes.filter((node) => node.kind === 'client').map(({ id }) => id));
    for (const each of reached) {
      for (const next of onward.get(each) ?? []) if (kindOf.get(next) !== passes) reached.add(next);
    }
    return [...reached]
      .filter((id) => kindOf.get(id) === kind)
      .map((id) => `A request can reach "${id}" without passing ${nodeKinds[passes].one}: ${because}.`);
  });
}

function onwardOf({ links }: Architecture): Map<string, string[]> {
  const onward = new Map<string, string[]>();
  for (const { from, to, kind } of links) {
    if (kind !== 'replication') onward.set(from, [...(onward.get(from) ?? []), to]);
  }
  return onward;
}

// ——— trials ———

/** The seed of the running test's trials. */
export function drawSeed(): number {
  let drawn = 0;
  property(
    [fc.integer({ min: 0, max: 0x7fffffff })],
    (seed) => {
      drawn = seed;
    },
    { runs: 1 },
  );
  return drawn;
}

export function priceIn({ offers }: Catalogue): (node: ArchitectureNode) => number {
  return (node) => offerFor(node, offers)?.price ?? 0;
}

/** Runs a design under the lab's load. */
export function tried(
  design: Architecture,
  { catalogue, load, warmUp, seconds }: Trials,
  seed: number,
  faults: readonly TimedBreak[] = [],
): TrialResult {
  return trial(design, { seed, load, warmUp, seconds, faults, price: priceIn(catalogue) });
}

/** How the lab's scene shows a trial from `from` on, in seconds from the beginning of the measuring. */
export function replayOf({ warmUp }: Trials, seed: number, from: number, faults: readonly TimedBreak[] = []): Replay {
  return {
    seed,
    settings: {},
    strikes: faults.flatMap((fault) =>
      'node' in fault && fault.does !== 'slow'
        ? [{ at: fault.at + warmUp * 1000, does: fault.does, target: `${fault.node}/${(fault.copy ?? 0) + 1}` }]
        : [],
    ),
    from: (warmUp + from) * 1000,
  };
}

export interface Second {
  /** From this second to the next, counted from the beginning of the measuring. */
  at: number;
  answered: number;
  failed: number;
}

/** All users' traffic, second by second, of the measured time. */
export function secondsOf({ windows }: TrialResult, { warmUp, seconds }: Trials): Second[] {
  return Array.from({ length: seconds }, (_, at) => {
    const now = windows.flatMap((each) => each[at + warmUp] ?? []);
    return {
      at,
      answered: now.reduce((sum, { answered }) => sum + answered, 0),
      failed: now.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
}

/** '100 %, 48 %, 0 %': the share that was answered in each second; '–' where nothing ended. What does not change is cut off. */
export function shares(seconds: readonly Second[]): string {
  const each = seconds.map(({ answered, failed }) =>
    answered + failed === 0 ? '–' : percent(answered / (answered + failed)),
  );
  const end = each.findLastIndex((share) => share !== each.at(-1)) + 2;
  return end < each.length ? `${each.slice(0, end).join(', ')}, and so on to the end` : each.join(', ');
}

// ——— explaining ———

/** Work that takes more than this share of a tier's time waits for it noticeably. */
const BUSY = 0.85;

/** The seconds of a trial that are looked at for the cause of what it showed. */
interface Extract {
  from: number;
  to: number;
  faults?: readonly TimedBreak[];
}

/** What was measured in these seconds only. The trial is run once more, which gives the same course of events. */
function extract(design: Architecture, trials: Trials, seed: number, { from, to, faults = [] }: Extract): TrialResult {
  const part = { ...trials, warmUp: trials.warmUp + from, seconds: to - from };
  return tried(
    design,
    part,
    seed,
    faults.map((fault) => ({ ...fault, at: fault.at - from * 1000 })),
  );
}

const peakOf = ({ peak, seconds }: Trials): Extract => peak ?? { from: 0, to: seconds };

/** Those that users do not wait for: they may be as busy as they like, unless the work is not done in the end. */
const OUT_OF_SIGHT: readonly NodeKind[] = ['worker', 'consumer'];

/** Sentences that say which parts were the bottleneck of a trial, the busiest first; `all`: also those that nobody waits for. */
function bottlenecks(
  design: Architecture,
  { nodes }: Pick<TrialResult, 'nodes'>,
  all: 'all' | 'seen' = 'seen',
): string[] {
  const kindOf = new Map(design.nodes.map(({ id, kind }) => [id, kind]));
  const busy = nodes
    .filter(({ id, serving }) => serving > 0 && (all === 'all' || !OUT_OF_SIGHT.includes(kindOf.get(id)!)))
    // Copies that are starting or dead are paid for and do nothing.
    .map((figures) => ({
      ...figures,
      busy: Math.min(1, ((figures.utilisation ?? 0) * figures.copies) / figures.serving),
    }))
    .filter((figures) => figures.busy > BUSY)
    .toSorted((a, b) => b.busy - a.busy)
    .map(({ id, busy: share, copies, serving }) => {
      const { capacity = 0, autoscale } = design.nodes.find((node) => node.id === id)!;
      const could = `${copiesOf(serving)} can do ${whole(serving * capacity)} a second`;
      const scaling =
        autoscale === undefined
          ? ''
          : copies > autoscale.maximum - 0.5
            ? ', and its maximum allows no more'
            : copies - serving > 0.5
              ? `, while ${copiesOf(Math.round(copies - serving))} more ${copies - serving < 1.5 ? 'was' : 'were'} starting or dead`
              : '';
      return `"${id}" was busy ${percent(share)} of the time: ${could}${scaling}.`;
    });
  return [...idleCopies(design, nodes), ...busy];
}

/** Copies that get no work because users know only the first of them. */
function idleCopies({ nodes, links }: Architecture, figures: readonly NodeFigures[]): string[] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return nodes
    .filter(({ id, kind }) => {
      const count = figures.find((each) => each.id === id)?.copies ?? 1;
      if (count <= 1 || !['web', 'application', 'service'].includes(kind)) return false;
      return links.some((link) => link.to === id && ['client', 'cdn'].includes(kindOf.get(link.from)!));
    })
    .map(
      ({ id }) =>
        `Whoever calls "${id}" from outside knows one address: without a load balancer only its first copy gets work.`,
    );
}

export interface AnswerBounds {
  /** The least share of requests that must be answered, in [0, 1]. */
  availability: number;
  /** Milliseconds within which half, and 99 in 100, must have their answer. */
  p50?: number;
  p99: number;
}

/** With nothing broken: enough are answered, soon enough. `explain` adds what the lab knows about a miss of these bounds. */
export function expectAnswers(
  design: Architecture,
  trials: Trials,
  bounds: AnswerBounds,
  explain: (result: TrialResult) => string[] = () => [],
): void {
  const seed = drawSeed();
  const result = tried(design, trials, seed);
  const { availability, p50, p99 } = result;
  const missed: string[] = [];
  if (availability < bounds.availability) {
    missed.push(`${percent(availability)} of the requests were answered (${percent(bounds.availability)} must be)`);
  }
  if (bounds.p50 !== undefined && p50 > bounds.p50) {
    missed.push(`half of the users had to wait ${whole(p50)} ms or more (${whole(bounds.p50)} ms are allowed)`);
  }
  if (p99 > bounds.p99) {
    missed.push(`1 user in 100 had to wait ${whole(p99)} ms or more (${whole(bounds.p99)} ms are allowed)`);
  }
  if (missed.length === 0) return;
  const worst = worstSecond(result, trials);
  const why = [
    ...explain(result),
    ...(trials.peak ? [`It was worst ${worst} s into the trial.`] : []),
    ...bottlenecks(
      design,
      extract(design, trials, seed, trials.peak ? { from: Math.max(0, worst - 4), to: worst + 1 } : peakOf(trials)),
    ),
  ];
  fail(`With nothing broken, ${missed.join('; and ')}.${why.map((sentence) => ` ${sentence}`).join('')}`, {
    expected: `${percent(bounds.availability)} answered${bounds.p50 === undefined ? '' : `, half within ${whole(bounds.p50)} ms`}, 99 in 100 within ${whole(bounds.p99)} ms`,
    actual: `${percent(availability)} answered${bounds.p50 === undefined ? '' : `, half within ${whole(p50)} ms`}, 99 in 100 within ${whole(p99)} ms`,
    replay: replayOf(trials, seed, trials.peak ? trials.peak.from - 1 : -trials.warmUp),
  });
}

/** The second in which most requests failed; where none did, in which the slowest were slowest. */
function worstSecond({ windows }: TrialResult, { warmUp }: Trials): number {
  const all = windows.flatMap((each) => each.slice(warmUp));
  const worst = all.toSorted((a, b) => b.failed - a.failed || b.p99 - a.p99)[0];
  return worst ? worst.from / 1000 - warmUp : 0;
}

// ——— one copy after the other ———

export interface KillBounds {
  /** When the copy goes down, in seconds from the beginning of the measuring. */
  at: number;
  /** Seconds after which service must be back to `restored`, and stay so. */
  within: number;
  restored: number;
  /** How many requests may fail in all because of it. */
  mostFailed: number;
  /** Whether all that was queued must be worked off by the end of the trial, and what it is called: 'orders'. */
  workedOff?: string;
}

interface Killed {
  node: ArchitectureNode;
  faults: TimedBreak[];
  result: TrialResult;
  seconds: Second[];
  failed: number;
  /** The share answered once service should be back. */
  back: number;
}

/** Takes down the first copy of each node in turn, and fails with the worst that any of them does. */
export function expectNoSinglePointOfFailure(design: Architecture, trials: Trials, bounds: KillBounds): void {
  const seed = drawSeed();
  const nodes = design.nodes.filter(({ kind }) => kind !== 'client');
  const bad = nodes
    .map((node) => kill(design, trials, seed, node, bounds))
    .filter((killed) => isTooBad(killed, bounds))
    .toSorted((a, b) => a.back - b.back || b.result.backlog - a.result.backlog || b.failed - a.failed);
  const [worst, ...others] = bad;
  if (!worst) return;
  const unbroken = tried(design, trials, seed);
  const { workedOff } = bounds;
  const ill =
    unbroken.availability < bounds.restored
      ? `Even with nothing broken, only ${percent(unbroken.availability)} of the requests are answered: mend that first. `
      : workedOff !== undefined && unbroken.backlog > 0
        ? `Even with nothing broken, ${whole(unbroken.backlog)} ${workedOff} wait at the end: mend that first. `
        : '';
  const also =
    others.length > 0 && !ill
      ? ` Losing a copy of ${inSeries(others.map(({ node }) => `"${node.id}"`))} is too much as well.`
      : '';
  fail(`${ill}${describeKill(design, trials, seed, worst, bounds)}${also}`, {
    expected: `at most ${whole(bounds.mostFailed)} requests failed, and from ${bounds.at + bounds.within} s on ${percent(bounds.restored)} answered again${bounds.workedOff === undefined ? '' : `, and no ${bounds.workedOff} waiting at the end`}`,
    actual: `answered in each second from ${bounds.at - 1} s on: ${shares(worst.seconds.slice(bounds.at - 1))}`,
    replay: replayOf(trials, seed, bounds.at - 2, worst.faults),
  });
}

function isTooBad({ back, failed, result }: Killed, { restored, mostFailed, workedOff }: KillBounds): boolean {
  return back < restored || failed > mostFailed || (workedOff !== undefined && result.backlog > 0);
}

function kill(
  design: Architecture,
  trials: Trials,
  seed: number,
  node: ArchitectureNode,
  { at, within }: KillBounds,
): Killed {
  const faults: TimedBreak[] = [{ at: at * 1000, does: 'crash', node: node.id, copy: 0 }];
  const result = tried(design, trials, seed, faults);
  const seconds = secondsOf(result, trials);
  const later = seconds.slice(at + within);
  const answered = later.reduce((sum, second) => sum + second.answered, 0);
  const failedLater = later.reduce((sum, second) => sum + second.failed, 0);
  return {
    node,
    faults,
    result,
    seconds,
    failed: seconds.slice(at).reduce((sum, second) => sum + second.failed, 0),
    // Nobody served at all is as bad as it gets.
    back: answered + failedLater === 0 ? 0 : answered / (answered + failedLater),
  };
}

function describeKill(
  design: Architecture,
  trials: Trials,
  seed: number,
  killed: Killed,
  { at, within, restored, mostFailed, workedOff }: KillBounds,
): string {
  const { node, faults, seconds, failed, back, result } = killed;
  const count = node.replicas ?? node.autoscale?.minimum ?? 1;
  const single = count === 1 && !node.autoscale;
  const who = single ? `The only copy of "${node.id}" died` : `One copy of "${node.id}" died`;
  const after = seconds.slice(at);
  const all = after.reduce((sum, second) => sum + second.answered + second.failed, 0);
  const bad = after.filter((second) => second.failed > 0.01 * (second.answered + second.failed));
  const last = (bad.at(-1)?.at ?? at) + 1;
  const until = last >= seconds.length ? 'until the end' : `until ${last} s`;
  const harm = [
    ...(back < restored
      ? [
          `from then on ${percent(failed / Math.max(1, all))} of the requests failed, and ${within} s later it was still ${percent(1 - back)}`,
        ]
      : failed > mostFailed
        ? [`${whole(failed)} requests failed ${until}`]
        : []),
    ...(workedOff !== undefined && result.backlog > 0
      ? [`${whole(result.backlog)} ${workedOff} were still waiting at the end`]
      : []),
  ];
  // Users were served, and what was queued was not done.
  const harmIsLate = back >= restored && failed <= mostFailed;
  const to = harmIsLate ? trials.seconds : peakOf(trials).to;
  const causes =
    single && node.kind !== 'cache'
      ? ['Nobody was there to take over.']
      : bottlenecks(design, extract(design, trials, seed, { from: at, to, faults }), harmIsLate ? 'all' : 'seen');
  return `${who} at ${at} s: ${harm.join('; and ')}.${causes.map((sentence) => ` ${sentence}`).join('')}`;
}

// ——— work that waits ———

/** Fails when work that was accepted is not done by the end of the trial, or is not accepted at all. `by` says when that is. */
export function expectWorkedOff(design: Architecture, trials: Trials, what: string, by: string): void {
  const seed = drawSeed();
  const result = tried(design, trials, seed);
  const { availability, backlog, work } = result;
  if (availability >= 0.99 && backlog === 0) return;
  const { from, to } = peakOf(trials);
  const causes = bottlenecks(
    design,
    extract(design, trials, seed, { from, to: backlog > 0 ? trials.seconds : to }),
    'all',
  );
  const why = causes.map((sentence) => ` ${sentence}`);
  if (availability < 0.99) {
    fail(
      `${percent(availability)} of the requests were answered: ${what} that are turned away are not worked off either.${why.join('')}`,
      {
        expected: `at least 99 % answered, and no ${what} waiting ${by}`,
        actual: `${percent(availability)} answered`,
        replay: replayOf(trials, seed, -1),
      },
    );
  }
  fail(`${whole(backlog)} ${what} were still waiting ${by}; ${whole(work.done)} were done.${why.join('')}`, {
    expected: `no ${what} waiting ${by}`,
    actual: `${whole(backlog)} waiting`,
    replay: replayOf(trials, seed, -1),
  });
}

// ——— money ———

/**
 * Fails when what ran over the whole trial costs more than `most` dollars an hour on average, or when it is cheap because it does
 * not do its work.
 */
export function expectAverageBill(design: Architecture, trials: Trials, most: number): void {
  const seed = drawSeed();
  const { availability, nodes, costPerHour } = tried(design, trials, seed);
  if (availability < 0.99) {
    fail(
      `With nothing broken, ${percent(availability)} of the requests were answered: what it costs counts once it serves.`,
      {
        expected: 'at least 99 % answered',
        actual: `${percent(availability)} answered`,
        replay: replayOf(trials, seed, trials.peak ? trials.peak.from - 1 : -trials.warmUp),
      },
    );
  }
  const { lines } = billOf(design, trials.catalogue, ({ id }) => nodes.find((node) => node.id === id)!.copies);
  expectBill({ total: costPerHour, lines }, most);
}

/** What the copies of a design cost for an hour, with the number of copies that `count` says. */
export function billOf(
  design: Architecture,
  catalogue: Catalogue,
  count: (node: ArchitectureNode) => number = ({ replicas = 1 }) => replicas,
): { total: number; lines: string[] } {
  const price = priceIn(catalogue);
  const parts = design.nodes
    .filter(({ kind }) => kind !== 'client')
    .map((node) => ({ node, count: count(node), cost: count(node) * price(node) }))
    .toSorted((a, b) => b.cost - a.cost);
  return {
    total: parts.reduce((sum, { cost }) => sum + cost, 0),
    lines: parts.map(({ node, count, cost }) => {
      return `${node.id} ${Number(count.toFixed(1))} × ${money(price(node))} = ${money(cost)}`;
    }),
  };
}

/** Fails for a design that is cheap because it does not do its work: with nothing broken, fewer than 99 % are answered. */
export function expectServing(design: Architecture, trials: Trials): void {
  const seed = drawSeed();
  const result = tried(design, trials, seed);
  const { availability } = result;
  if (availability >= 0.99) return;
  const why = bottlenecks(design, result).map((sentence) => ` ${sentence}`);
  fail(
    `With nothing broken, ${percent(availability)} of the requests were answered: what it costs counts once it serves.${why.join('')}`,
    {
      expected: 'at least 99 % answered',
      actual: `${percent(availability)} answered`,
      replay: replayOf(trials, seed, trials.peak ? trials.peak.from - 1 : -trials.warmUp),
    },
  );
}

/** Fails when the bill is above `most` dollars an hour, and says where the money goes. */
export function expectBill({ total, lines }: { total: number; lines: string[] }, most: number): void {
  // Cents that only rounding makes do not count.
  if (total <= most + 1e-6) return;
  fail(
    `It costs ${money(total)} an hour, which is ${money(total - most)} too much. Where the money goes: ${lines.join('; ')}.`,
    {
      expected: `at most ${money(most)} an hour`,
      actual: `${money(total)} an hour`,
    },
  );
}
