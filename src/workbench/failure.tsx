/** The smallest case that shows a requirement not to be met: the calls, what was expected and why, a picture, and the way to watch it. */
import type { FailingSchedule, Failure, Replay } from '#grading';
import { SpaceTime } from './space-time.tsx';
import { Figures } from './table.tsx';

/** With more calls than this, the earlier ones are folded away. */
const CALLS_SHOWN = 3;

function Calls({ calls }: { calls: Failure['calls'] }) {
  return (
    <ol class="calls" aria-label="Calls of your code">
      {calls.map(({ call, outcome }, index) => (
        <li key={`${index} ${call}`}>
          {call}
          <span class="outcome">{outcome}</span>
        </li>
      ))}
    </ol>
  );
}

export type Replayed = (replay: Replay) => void;
export type SteppedThrough = (schedule: FailingSchedule) => void;

interface Props {
  failure: Failure;
  onReplay?: Replayed;
  onStep?: SteppedThrough;
}

export function FailureDetails({ failure, onReplay, onStep }: Props) {
  const { calls, expected, actual, why, picture, table, replay, schedule } = failure;
  return (
    <>
      {why && <p class="why">{why}</p>}
      {picture && <SpaceTime picture={picture} />}
      {table && <Figures table={table} />}
      {replay && onReplay && (
        <button type="button" class="replay" onClick={() => onReplay(replay)}>
          Watch this happen
        </button>
      )}
      {schedule && onStep && (
        <button type="button" class="replay" onClick={() => onStep(schedule)}>
          Step through it
        </button>
      )}
      {calls.length > 0 &&
        (picture || calls.length > CALLS_SHOWN ? (
          <>
            {!picture && <Calls calls={calls.slice(-CALLS_SHOWN)} />}
            <details>
              <summary>{picture ? 'The latest calls of your code' : `All ${calls.length} calls of this case`}</summary>
              <Calls calls={calls} />
            </details>
          </>
        ) : (
          <Calls calls={calls} />
        ))}
      {expected !== undefined && actual !== undefined && (
        <dl class="compare">
          <dt>Expected</dt>
          <dd>{expected}</dd>
          <dt>Got</dt>
          <dd>{actual}</dd>
        </dl>
      )}
    </>
  );
}
