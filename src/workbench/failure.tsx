/** The smallest case that shows a requirement not to be met: the calls, what was expected and why, a picture, and the way to watch it. */
import type { FailingSchedule, Failure, Replay } from '#grading';
import { Figures } from '../tables/figures.tsx';
import { Said } from './said.tsx';
import { SpaceTime } from './space-time.tsx';
import type { Told } from './words.ts';

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
  compared: Told['compared'];
  onReplay?: Replayed;
  onStep?: SteppedThrough;
}

export function FailureDetails({ failure, compared, onReplay, onStep }: Props) {
  const { calls, why, picture, table, replay, schedule } = failure;
  return (
    <>
      {compared && (
        <dl class="compare">
          <dt>Expected</dt>
          <dd>{compared.expected}</dd>
          <dt>Got</dt>
          <dd>{compared.actual}</dd>
        </dl>
      )}
      {why && (
        <p class="why">
          <Said text={why} />
        </p>
      )}
      {picture && <SpaceTime picture={picture} />}
      {table && <Figures table={table} />}
      {((replay && onReplay) || (schedule && onStep)) && (
        <div class="replays">
          {schedule && onStep && (
            <button type="button" class="replay" onClick={() => onStep(schedule)}>
              Step through it
            </button>
          )}
          {replay && onReplay && (
            <button type="button" class="replay" onClick={() => onReplay(replay)}>
              Watch this happen
            </button>
          )}
        </div>
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
    </>
  );
}
