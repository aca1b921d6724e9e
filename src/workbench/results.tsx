/**
 * What a run came to, for the learner: the verdict as a level, every requirement, met or not, for those that are not the smallest case that
 * shows it, and what to do next. Everything here was checked by the report's schema and is rendered as text.
 */
import { Component, createRef, render } from 'preact';
import type { Report } from '#grading';
import { Next, type NextProps } from './next.tsx';
import { Place } from './place.tsx';
import { saveReport } from './report-file.ts';
import { Requirement, type RequirementProps } from './requirement.tsx';
import type { RunState } from './run.ts';
import { Said } from './said.tsx';
import { marksText, verdictOf } from './words.ts';

export type ResultsProps = { state: RunState; standing: string; onPass?: (host: HTMLElement) => void } & Omit<
  RequirementProps,
  'test' | 'isOpen'
> &
  NextProps;

/** Shows a state of a run; the first takes the place of the sentence that stood there. `standing` says how it stands beside those before. */
export function showResults(host: HTMLElement, props: ResultsProps): void {
  if (host.querySelector('.results-empty')) host.replaceChildren();
  render(<Results {...props} />, host);
}

/** Numbers reports: what is shown of one gives way as a whole to the next. */
const numbers = new WeakMap<Report, number>();
let shown = 0;
function numberOf(report: Report): number {
  const known = numbers.get(report) ?? ++shown;
  numbers.set(report, known);
  return known;
}

function Results({ state, standing, onPass, next, onCompare, onWatch, onHint, ...actions }: ResultsProps) {
  const report = state.kind === 'done' ? state.report : state.kind === 'running' ? state.before : undefined;
  const first = report?.tests.find(({ status }) => status !== 'pass');
  return (
    <>
      <Verdict state={state} standing={standing} onReveal={actions.onReveal} />
      {state.kind === 'done' && state.told !== undefined && (
        <p class="results-told">
          <Said text={state.told} />
        </p>
      )}
      {state.kind === 'done' && state.told === undefined && state.report.status === 'pass' && onPass && (
        <Moment key={`moment ${numberOf(state.report)}`} onPass={onPass} />
      )}
      {report && report.tests.length > 0 && (
        <ul class="tests" key={numberOf(report)} aria-busy={state.kind === 'running'}>
          {report.tests.map((test) => (
            <Requirement key={test.name} test={test} isOpen={test === first} {...actions} />
          ))}
        </ul>
      )}
      {state.kind === 'done' && (
        <>
          {state.report.tests.length > 0 && (
            <Next
              passed={state.report.status === 'pass'}
              next={next}
              {...(onCompare && { onCompare })}
              {...(onWatch && { onWatch })}
              {...(onHint && { onHint })}
            />
          )}
          <p class="report-link" key={numberOf(state.report)}>
            <button type="button" class="link-button" onClick={() => saveReport(state.report)}>
              Save this report as a file
            </button>
            <span class="report-seed">inputs from seed {state.report.seed}</span>
          </p>
        </>
      )}
    </>
  );
}

/** Where something is shown after a pass; what stands in it is none of ours. */
class Moment extends Component<{ onPass(host: HTMLElement): void }> {
  readonly #host = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    this.props.onPass(this.#host.current as HTMLElement);
  }

  override shouldComponentUpdate(): boolean {
    return false;
  }

  override render() {
    return <div class="moment" ref={this.#host} />;
  }
}

function Verdict({ state, standing, onReveal }: Pick<ResultsProps, 'state' | 'standing' | 'onReveal'>) {
  const verdict = verdictOf(state);
  const report = state.kind === 'done' ? state.report : undefined;
  const isGraded = report !== undefined && report.tests.length > 0;
  return (
    <div class={`verdict ${report ? report.status : state.kind === 'broken' ? 'error' : ''}`} role="status">
      {isGraded && (
        <span
          class="gauge wide large"
          aria-hidden="true"
          style={{ '--level': report.marks > 0 ? report.earned / report.marks : 0 }}
        />
      )}
      {verdict !== undefined && (
        <p class="verdict-line" key={verdict}>
          <Said text={verdict} /> {report && !isGraded && <Place position={report.position} onReveal={onReveal} />}
        </p>
      )}
      {isGraded && (
        <p class="verdict-marks" key={`${report.earned} ${standing}`}>
          {marksText(report.earned, report.marks)}
          {standing && ` · ${standing}`}
        </p>
      )}
    </div>
  );
}
