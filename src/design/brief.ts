/**
 * What a brief takes from its lab's declaration. A brief is Markdown with words in double braces, `{{catalogue}}` or `{{rush}}`,
 * in whose place tables and figures are written when the site is built.
 */
import { LONGEST_ID, type NodeKind, nodeKinds } from '#architecture';
import { FAILOVER_AFTER, NOTICED_AFTER } from '#parts';
import { inSeries, money, number, percent, whole } from '#words';
import { type Catalogue, MOST_COPIES, MOST_NODES, type Offer, type Way } from './catalogue.ts';
import type { DesignLab } from './design-lab.ts';
import { requirementsOf } from './requirements.ts';

/** What holds in the notation of every design lab, as a list in Markdown. */
const RULES = [
  '**Equal machines are one node with `replicas`.** Two nodes are two different parts: a server that is linked to both calls both, one after the other, for every request.',
  `Names (\`id\`) are any text of up to ${whole(LONGEST_ID)} characters, as \`length\` counts them, and no two nodes share one. A \`title\` is any text of up to 160 characters that shows something; a \`label\` has up to 80, a \`note\` up to 200.`,
  '**The order in which nodes, links and fields are written means nothing.** A server asks its cache first, then calls the other servers, then what holds data, and then hands over what waits in a queue; what is equal in that goes by the names. A cache that has the answer spares the caches and the data that would come after it.',
  'A node that no link leads to, a balancer without anything behind it and a link that is there twice are refused: they are slips.',
  'Every design meets the same requests, at the same moments. So the same design has the same figures whenever it is tried, and two differ by what differs in them.',
  'Requests that nobody answered count with the time until the user knew: when asking failed, or patience ran out.',
]
  .map((rule) => `- ${rule}`)
  .join('\n');

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/**
 * Writes values in the place of a brief's words in double braces.
 *
 * @param file what the brief is called, for the error
 * @throws Error that names the file, the word and the words there are, for a word without a value
 */
export function fillBrief(file: string, text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, word: string) => {
    const value = Object.hasOwn(values, word) ? values[word] : undefined;
    if (value !== undefined) return value;
    const known = Object.keys(values);
    const there = known.length === 0 ? 'This lab declares no design.' : `There are: ${known.join(', ')}.`;
    throw new Error(`${file} says {{${word}}}, which nothing stands for. ${there}`);
  });
}

/** What a design lab's brief may say. */
export function briefValues(lab: DesignLab): Record<string, string> {
  const { catalogue, load, warmUp, seconds, figures = {} } = lab;
  const { rate, writes, items, patience } = load;
  return {
    catalogue: offerTable(Object.values(catalogue.sold)),
    ways: wayTable(catalogue),
    requirements: requirementsOf(lab)
      .map((requirement, index) => `${index + 1}. ${requirement.asked}`)
      .join('\n'),
    death: deathText(lab),
    rules: RULES,
    nodes: whole(MOST_NODES),
    copies: whole(MOST_COPIES),
    ...(typeof rate === 'number' && { rate: whole(rate) }),
    ...(writes !== undefined && { writes: percent(writes) }),
    ...(items && { items: whole(items.count), popularity: popularityText(items.exponent) }),
    ...(patience !== undefined && { patience: inSeconds(patience) }),
    warmUp: inSeconds(warmUp * 1000),
    seconds: inSeconds(seconds * 1000),
    ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, number(value, 3)])),
  };
}

const inSeconds = (milliseconds: number): string => `${number(milliseconds / 1000, 3)} s`;

const code = (kind: NodeKind): string => `\`${kind}\``;

/** A Markdown table. Columns of which every cell is empty are left out. */
function table(columns: readonly { head: string; align?: 'right'; cells: readonly string[] }[]): string {
  const used = columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows = [
    used.map(({ head }) => head),
    used.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...(used[0]?.cells ?? []).map((_, row) => used.map(({ cells }) => cells[row]!)),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function offerTable(offers: readonly Offer[]): string {
  const figure = (field: 'capacity' | 'latency' | 'items' | 'partitions' | 'concurrency' | 'coldStart'): string[] =>
    offers.map((offer) => (offer[field] === undefined ? '' : whole(offer[field])));
  const anyScales = offers.some(({ warmUp }) => warmUp !== undefined);
  return table([
    { head: 'kind', cells: offers.map(({ kind }) => code(kind)) },
    { head: 'capacity', align: 'right', cells: figure('capacity') },
    { head: 'latency', align: 'right', cells: figure('latency') },
    { head: 'items', align: 'right', cells: figure('items') },
    { head: 'at most at once', align: 'right', cells: figure('concurrency') },
    { head: 'cold start', align: 'right', cells: figure('coldStart') },
    { head: 'partitions', align: 'right', cells: figure('partitions') },
    { head: 'price per copy and hour', align: 'right', cells: offers.map(({ price }) => money(price)) },
    {
      head: 'may scale itself',
      cells: offers.map(({ warmUp }) => (anyScales ? (warmUp === undefined ? 'no' : 'yes') : '')),
    },
  ]);
}

function wayTable({ ways, needs, single = [] }: Catalogue): string {
  const anyDistance = ways.some(({ latency }) => latency !== undefined);
  const isFirst = (way: Way): boolean => ways.find(({ from }) => from === way.from) === way;
  const needText = ({ from, to }: Way): string => {
    const texts = needs
      .filter(({ kind }) => kind === from)
      .map(({ calls }) => {
        if (calls.length > 1 && calls.length === to.length) return 'one of them';
        return inSeries(
          calls.map((kind) =>
            single.some((each) => each.kind === kind) ? `the ${nodeKinds[kind].label}` : nodeKinds[kind].one,
          ),
          'or',
        );
      });
    return inSeries(texts);
  };
  return table([
    { head: 'from', cells: ways.map(({ from }) => code(from)) },
    { head: 'may call', cells: ways.map(({ to }) => to.join(', ')) },
    {
      head: 'latency of the link',
      cells: ways.map(({ latency }) => (anyDistance ? (latency === undefined ? 'none' : whole(latency)) : '')),
    },
    { head: 'needs', cells: ways.map((way) => (isFirst(way) ? needText(way) : '')) },
  ]);
}

/** What happens in the trials in which something breaks. */
function deathText({ catalogue: { single = [], sold }, asked: { survival } }: DesignLab): string {
  const managed = Object.values(sold).some(({ kind }) => kind === 'function')
    ? ' and functions, which run in several places at once'
    : '';
  const database = single.some(({ kind }) => kind === 'database') ? 'the database' : 'a database';
  return [
    `In the first trial nothing breaks. Then there is one more for each node except the client${managed}:`,
    `${survival.moment}, the node's first copy dies and stays dead. What it had in hand fails.`,
    `For **${inSeconds(NOTICED_AFTER)}**, until health checks notice, its callers go on sending it their share, and that fails.`,
    '(A balancer with `least-connections` sends it nearly everything in that second: who refuses at once has no connections.)',
    ...(survival.longer
      ? [
          `Queues hide for a while that those who are left cannot carry the load: **where answers take longer and longer at the end of such a trial, it goes on for ${inSeconds(survival.longer * 1000)} more**, and all of it counts.`,
        ]
      : []),
    `When that copy was the leader of ${database}, writes fail for **${inSeconds(FAILOVER_AFTER)}**, until another copy has taken its place.`,
  ].join(' ');
}

function popularityText(exponent: number): string {
  const words =
    exponent === 1
      ? 'the second most popular asked for half as often as the first, the third a third as often, and so on '
      : '';
  return `${words}(Zipf, exponent ${exponent})`;
}
