/** Why a design did what it did: which parts were too busy, which copies never got work, and what each second looked like. */
import type { Architecture, NodeFigures, NodeKind } from '#architecture';
import { counted, percent, quoted, whole } from '#words';
import type { Second } from './trials.ts';

/** Work that takes more than this share of a tier's time waits for it noticeably. */
const BUSY = 0.85;

/** Those that users do not wait for: they may be as busy as they like, unless the work is not done in the end. */
const OUT_OF_SIGHT: readonly NodeKind[] = ['worker', 'consumer'];

/** Those whose callers outside the data centre know the address of one copy only. */
const ADDRESSED: readonly NodeKind[] = ['web', 'application', 'service'];
const OUTSIDE: readonly NodeKind[] = ['client', 'cdn'];

/** Sentences that say which parts were the bottleneck of a trial, the busiest first; `all`: also those that nobody waits for. */
export function bottlenecks(
  design: Architecture,
  { nodes }: { nodes: readonly NodeFigures[] },
  all: 'all' | 'seen' = 'seen',
): string[] {
  const byId = new Map(design.nodes.map((node) => [node.id, node]));
  const busy = nodes
    .filter(({ id, serving }) => serving > 0 && (all === 'all' || !OUT_OF_SIGHT.includes(byId.get(id)!.kind)))
    .map((figures) => ({ ...figures, busy: figures.utilisation ?? 0 }))
    .filter((figures) => figures.busy > BUSY)
    .toSorted((a, b) => b.busy - a.busy)
    .map(({ id, busy: share, copies, serving }) => {
      const { capacity = 0, autoscale } = byId.get(id)!;
      const could = `${counted(serving, 'copy', 'copies')} can do ${whole(serving * capacity)} a second`;
      const scaling = autoscale ? missingCopies(copies, serving, autoscale.maximum) : '';
      return `${quoted(id)} was busy ${percent(share)} of the time: ${could}${scaling}.`;
    });
  return [...idleCopies(design, nodes), ...busy];
}

/** Why a tier that scales itself had no more copies that serve. */
function missingCopies(copies: number, serving: number, maximum: number): string {
  if (copies > maximum - 0.5) return ', and its maximum allows no more';
  const missing = copies - serving;
  if (missing <= 0.5) return '';
  return `, while ${counted(Math.round(missing), 'copy', 'copies')} more ${missing < 1.5 ? 'was' : 'were'} starting or dead`;
}

/** Copies, and whole nodes, that get no work because users know one address only. */
function idleCopies({ nodes, links }: Architecture, figures: readonly NodeFigures[]): string[] {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const outside = nodes.filter(({ kind }) => OUTSIDE.includes(kind));
  const known = (from: string) =>
    links.filter((link) => link.from === from && ADDRESSED.includes(kindOf.get(link.to)!)).map(({ to }) => to);
  const first = new Set(outside.map(({ id }) => known(id).toSorted()[0]));
  return [...new Set(outside.flatMap(({ id }) => known(id)))].flatMap((id) => {
    const count = figures.find((each) => each.id === id)?.copies ?? 1;
    if (!first.has(id)) {
      return `Whoever calls from outside knows one address: without a load balancer ${quoted(id)} gets no work.`;
    }
    if (count <= 1) return [];
    return `Whoever calls ${quoted(id)} from outside knows one address: without a load balancer only its first copy gets work.`;
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
