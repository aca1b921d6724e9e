/** One requirement of a lab, met or not, and what the learner's code did where it is not. */
import type { TestReport } from '#grading';
import { formatMarks } from '../progress/marks.ts';
import { FailureDetails, type Replayed, type SteppedThrough } from './failure.tsx';
import { Place, type Reveal } from './place.tsx';

const BADGES = { pass: 'Met', fail: 'Not met', error: 'Stopped' } as const;

/** Shape and word say it; colour only repeats it. */
function Badge({ status }: { status: TestReport['status'] }) {
  return (
    <span class={`badge ${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          d={status === 'pass' ? 'M2 8.5l4 4 8-9' : status === 'fail' ? 'M3 3l10 10M13 3L3 13' : 'M8 2v7M8 12v1.5'}
          fill="none"
          stroke="currentColor"
          stroke-width="2.4"
        />
      </svg>
      {BADGES[status]}
    </span>
  );
}

export interface RequirementProps {
  test: TestReport;
  onReveal: Reveal;
  /** Shows in the lab's scene what a failure was about; absent where the lab has no scene. */
  onReplay?: Replayed;
  /** Steps through what a failure was about; absent where the lab explores nothing. */
  onStep?: SteppedThrough;
}

export function Requirement({ test, onReveal, onReplay, onStep }: RequirementProps) {
  return (
    <li class="test">
      <div class="test-head">
        <Badge status={test.status} />
        <span class="test-name">{test.name}</span>
        <span class="test-marks">
          {formatMarks(test.earned)} / {formatMarks(test.marks)}
        </span>
      </div>
      {(test.status !== 'pass' || test.output) && (
        <div class="test-body">
          {test.message && (
            <p>
              {test.message} <Place position={test.failure?.position} onReveal={onReveal} />
            </p>
          )}
          {test.failure && (
            <FailureDetails failure={test.failure} {...(onReplay && { onReplay })} {...(onStep && { onStep })} />
          )}
          {test.output && (
            <details>
              <summary>What your code printed</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
              <pre class="output" tabIndex={0}>
                {test.output}
              </pre>
            </details>
          )}
        </div>
      )}
    </li>
  );
}
