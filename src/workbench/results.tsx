/**
 * What a run came to, for the learner: every requirement, met or not, and for those that are not the smallest case that
 * shows it. Everything here was checked by the report's schema and is rendered as text.
 */
import type { Failure, Position, Replay, Report, TestReport } from '#grading';
import { formatMarks } from '../progress/marks.ts';
import type { Progress } from '../sandbox/protocol.ts';
import { SpaceTime } from './space-time.tsx';

export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; progress?: Progress; before: Report | undefined }
  | { kind: 'done'; report: Report }
  | { kind: 'broken'; message: string };

interface Props {
  state: RunState;
  /** Shows a place in the editor. */
  onReveal(line: number, column: number): void;
  /** Shows in the lab's scene what a failure was about; absent where the lab has no scene. */
  onReplay?: (replay: Replay) => void;
}

export function Results({ state, onReveal, onReplay }: Props) {
  const report = state.kind === 'done' ? state.report : state.kind === 'running' ? state.before : undefined;
  return (
    <>
      <Verdict state={state} onReveal={onReveal} />
      {report && report.tests.length > 0 && (
        <ul class="tests" aria-busy={state.kind === 'running'}>
          {report.tests.map((test) => (
            <Test key={test.name} test={test} onReveal={onReveal} {...(onReplay && { onReplay })} />
          ))}
        </ul>
      )}
      {state.kind === 'done' && (
        <p class="report-link">
          <button type="button" class="link-button" onClick={() => saveReport(state.report)}>
            Save this report as a file
          </button>
        </p>
      )}
    </>
  );
}

/** The same JSON that the command line prints. */
function saveReport(report: Report): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' }));
  link.download = `${report.lab}-report.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function Verdict({ state, onReveal }: Props) {
  return (
    <div
      class={`verdict ${state.kind === 'done' ? state.report.status : state.kind === 'broken' ? 'error' : ''}`}
      role="status"
    >
      <VerdictText state={state} onReveal={onReveal} />
    </div>
  );
}

function VerdictText({ state, onReveal }: Props) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <p class="verdict-line">
          Running{state.progress ? `: ${state.progress.done} of ${state.progress.total}` : '…'}
        </p>
      );
    case 'broken':
      return <p class="verdict-line">{state.message}</p>;
    case 'done': {
      const { report } = state;
      if (report.tests.length === 0) {
        return (
          <p class="verdict-line">
            {report.message} <Place position={report.position} onReveal={onReveal} />
          </p>
        );
      }
      const passed = report.tests.filter(({ status }) => status === 'pass').length;
      const all = passed === report.tests.length;
      return (
        <>
          <p class="verdict-line">
            {all ? `All ${passed} requirements met` : `${passed} of ${report.tests.length} requirements met`}
          </p>
          <p>
            {formatMarks(report.earned)} of {formatMarks(report.marks)} marks
          </p>
        </>
      );
    }
  }
}

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

function Test({ test, onReveal, onReplay }: { test: TestReport } & Pick<Props, 'onReveal' | 'onReplay'>) {
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
          {test.failure && <FailureDetails failure={test.failure} {...(onReplay && { onReplay })} />}
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

function Place({ position, onReveal }: { position: Position | undefined; onReveal: Props['onReveal'] }) {
  if (!position) return null;
  return (
    <button type="button" class="link-button" onClick={() => onReveal(position.line, position.column)}>
      Go to line {position.line}
    </button>
  );
}

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

function FailureDetails({ failure, onReplay }: { failure: Failure } & Pick<Props, 'onReplay'>) {
  const { calls, expected, actual, why, picture, found, replay } = failure;
  return (
    <>
      {why && <p class="why">{why}</p>}
      {picture && <SpaceTime picture={picture} />}
      {replay && onReplay && (
        <button type="button" class="replay" onClick={() => onReplay(replay)}>
          Watch this happen
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
      {found && (
        <p class="why">
          The smallest case found (seed {found.seed}, after {found.tried} tried).
        </p>
      )}
    </>
  );
}
