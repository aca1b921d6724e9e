/** One requirement of a lab, met or not, and what the learner's code did where it is not. */
import type { TestReport } from '#grading';
import { formatMarks } from '../progress/marks.ts';
import { FailureDetails, type Replayed, type SteppedThrough } from './failure.tsx';
import { Place, type Reveal } from './place.tsx';
import { Printed } from './printed.tsx';
import { Message, Said } from './said.tsx';
import { toldOf } from './words.ts';

const BADGES = { pass: 'Met', fail: 'Not met', error: 'Stopped' } as const;
const SHAPES = { pass: 'M2 8.5l4 4 8-9', fail: 'M3 3l10 10M13 3L3 13', error: 'M8 2v7M8 12v1.5' } as const;

/** A shape for those who see it, and a word for those who do not; colour only repeats it. */
function Badge({ status }: { status: TestReport['status'] }) {
  return (
    <span class={`badge ${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[status]} fill="none" stroke="currentColor" stroke-width="2.4" />
      </svg>
      <span class="visually-hidden">{BADGES[status]}: </span>
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
  /** Whether what there is to say is seen at once. */
  isOpen: boolean;
}

function Head({ test }: { test: TestReport }) {
  return (
    <span class="test-head">
      <Badge status={test.status} />
      <span class="test-name">
        <Said text={test.name} />
      </span>
      {test.marks > 0 && (
        <span class="test-marks">
          <span class="visually-hidden">marks: </span>
          {formatMarks(test.earned)} / {formatMarks(test.marks)}
        </span>
      )}
    </span>
  );
}

export function Requirement({ test, onReveal, onReplay, onStep, isOpen }: RequirementProps) {
  const { status, output, failure } = test;
  if (status === 'pass' && !output)
    return (
      <li class="test">
        <Head test={test} />
      </li>
    );
  const { message, compared } = toldOf(test);
  return (
    <li class={`test ${status === 'pass' ? '' : 'failing'}`}>
      <details class="test-case" open={isOpen}>
        <summary>
          <Head test={test} />
        </summary>
        <div class="test-body">
          {message && (
            <Message text={message}>
              <Place position={failure?.position} onReveal={onReveal} />
            </Message>
          )}
          {!message && <Place position={failure?.position} onReveal={onReveal} />}
          {failure && (
            <FailureDetails
              failure={failure}
              compared={compared}
              {...(onReplay && { onReplay })}
              {...(onStep && { onStep })}
            />
          )}
          {output && (
            <details>
              <summary>What your code printed</summary>
              <Printed text={output} />
            </details>
          )}
        </div>
      </details>
    </li>
  );
}
