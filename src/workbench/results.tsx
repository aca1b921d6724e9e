/**
 * What a run came to, for the learner: every requirement, met or not, and for those that are not the smallest case that
 * shows it. Everything here was checked by the report's schema and is rendered as text.
 */
import { render } from 'preact';
import { formatMarks } from '../progress/marks.ts';
import { Place } from './place.tsx';
import { saveReport } from './report-file.ts';
import { Requirement, type RequirementProps } from './requirement.tsx';
import type { RunState } from './run.ts';
import { verdictOf } from './words.ts';

type Props = { state: RunState } & Omit<RequirementProps, 'test'>;

/** Shows a state of a run; the first takes the place of the sentence that stood there. */
export function showResults(host: HTMLElement, props: Props): void {
  if (host.querySelector('.results-empty')) host.replaceChildren();
  render(<Results {...props} />, host);
}

function Results({ state, ...actions }: Props) {
  const report = state.kind === 'done' ? state.report : state.kind === 'running' ? state.before : undefined;
  return (
    <>
      <Verdict state={state} onReveal={actions.onReveal} />
      {report && report.tests.length > 0 && (
        <ul class="tests" aria-busy={state.kind === 'running'}>
          {report.tests.map((test) => (
            <Requirement key={test.name} test={test} {...actions} />
          ))}
        </ul>
      )}
      {state.kind === 'done' && (
        <p class="report-link">
          <button type="button" class="link-button" onClick={() => saveReport(state.report)}>
            Save this report as a file
          </button>
          <span class="report-seed">inputs from seed {state.report.seed}</span>
        </p>
      )}
    </>
  );
}

function Verdict({ state, onReveal }: Pick<Props, 'state' | 'onReveal'>) {
  const verdict = verdictOf(state);
  const report = state.kind === 'done' ? state.report : undefined;
  return (
    <div class={`verdict ${report ? report.status : state.kind === 'broken' ? 'error' : ''}`} role="status">
      {report && report.tests.length > 0 && (
        <span class="gauge wide large" aria-hidden="true" style={{ '--level': report.earned / report.marks }} />
      )}
      {verdict !== undefined && (
        <p class="verdict-line">
          {verdict} {report?.tests.length === 0 && <Place position={report.position} onReveal={onReveal} />}
        </p>
      )}
      {report && report.tests.length > 0 && (
        <p>
          {formatMarks(report.earned)} of {formatMarks(report.marks)} marks
        </p>
      )}
    </div>
  );
}
