/** What was found out about a board: what hurts most, and how far it goes. */
import type { Replay } from '#grading';
import { number, percent } from '#words';
import type { Objective, Reach } from './how-far.ts';
import type { Hurt, WeakSpots } from './weak-spot.ts';

const milliseconds = (ms: number): string => (ms >= 1000 ? `${number(ms / 1000, 1)} s` : `${number(ms, 0)} ms`);

/** '1.8 % fail, all within 3 s'. */
function courseOf({ failed, lasts, stays, p99 }: Hurt, calm: WeakSpots['calm']): string {
  if (failed === 0) return isMuchLater(p99, calm) ? 'All are answered, some much later.' : 'Nobody notices.';
  const share = percent(failed, failed < 0.01 ? 2 : 1);
  return stays ? `${share} fail, and it goes on` : `${share} fail, all within ${number(lasts, 0)} s`;
}

/** What hurts less than this share of requests is only counted. */
const SLIGHT = 0.001;

/** Whether the slowest wait more than twice as long as without a fault. */
const isMuchLater = (p99: number, calm: WeakSpots['calm']): boolean => p99 > 2 * calm.p99;

export function WeakSpotTable({
  found,
  title,
  onWatch,
}: {
  found: WeakSpots;
  title: string;
  onWatch(replay: Replay): void;
}) {
  const { calm, hurts } = found;
  const listed = hurts.filter(({ failed, p99 }, place) => place < 5 || failed >= SLIGHT || isMuchLater(p99, calm));
  const others = hurts.slice(listed.length);
  return (
    <section class="board-found" aria-labelledby="board-weak-title" data-weak>
      <h2 id="board-weak-title" tabIndex={-1}>
        What hurts most
      </h2>
      <p class="soft">
        {title}: {hurts.length} trials, one fault each, at the busiest time, under the same load and luck. Without a
        fault {percent(calm.failed, 2)} fail, p99 {milliseconds(calm.p99)}.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="board-scroll" tabIndex={0} aria-label="What hurts most, as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Fault</th>
              <th scope="col">What users see</th>
              <th scope="col">p99</th>
              <th scope="col">Replay</th>
            </tr>
          </thead>
          <tbody>
            {listed.map((hurt) => (
              <tr key={hurt.what} class={hurt.failed >= 0.1 ? 'bad' : hurt.failed >= SLIGHT ? 'poor' : ''}>
                <th scope="row">{hurt.what}</th>
                <td>{courseOf(hurt, calm)}</td>
                <td>{hurt.failed > 0.99 ? 'no answers' : milliseconds(hurt.p99)}</td>
                <td>
                  <button type="button" class="link-button" onClick={() => onWatch(hurt.replay)}>
                    Watch<span class="visually-hidden">: {hurt.what}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {others.length > 0 && (
        <p class="soft">
          {others.length} more hurt hardly anybody: below {percent(SLIGHT)}.
        </p>
      )}
    </section>
  );
}

export function ReachText({ found, title, objective }: { found: Reach; title: string; objective: Objective }) {
  const { holds, breaks, at, above, full, tries } = found;
  const [first] = full;
  return (
    <section class="board-found" aria-labelledby="board-reach-title" data-reach>
      <h2 id="board-reach-title" tabIndex={-1}>
        {holds === 0
          ? 'It does not hold at all'
          : `It goes as far as ${number(holds, 0)} requests a second${breaks === undefined ? ', and further than is tried' : ''}`}
      </h2>
      <p>
        {title}, asked for {number(objective.answered)} % answered and p99 within {milliseconds(objective.p99)}, at a
        steady load.
        {at && ` At ${number(at.rate, 0)}/s: ${number(at.answered)} % answered, p99 ${milliseconds(at.p99)}.`}
        {above &&
          ` At ${number(above.rate, 0)}/s: ${number(above.answered)} % answered, p99 ${milliseconds(above.p99)}.`}
      </p>
      <p>
        {first === undefined
          ? 'No node has a capacity, so none is ever full.'
          : first.utilisation > 0.85
            ? `Full first: ${first.id}, ${percent(first.utilisation, 0)} in use.`
            : `No node is full there: the busiest is ${first.id}, ${percent(first.utilisation, 0)} in use. What is asked breaks by time, not by room.`}
        {full.length > 1 &&
          ` Then ${full
            .slice(1)
            .map(({ id, utilisation }) => `${id} with ${percent(utilisation, 0)}`)
            .join(' and ')}.`}{' '}
        <span class="soft">{tries} trials, by halving.</span>
      </p>
    </section>
  );
}
