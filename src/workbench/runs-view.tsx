/** Every run of a lab that is kept, and the texts that were replaced: to be looked at, compared, and brought back. */
import { whole } from '#words';
import { bestOf } from '../progress/best-run.ts';
import type { KeptRun } from '../progress/runs.ts';
import type { Version } from '../progress/store.ts';
import { marksText, versionText, whenText } from './words.ts';

export interface RunsProps {
  runs: readonly KeptRun[];
  versions: readonly Version[];
  /** The text that stands in the editor. */
  present: string;
  onLook(run: KeptRun): void;
  onCompare(code: string, name: string): void;
  onRestore(code: string): void;
}

function outcomeOf({ met, requirements, earned, marks }: KeptRun): string {
  if (requirements === 0) return 'could not be run';
  return `${met} of ${requirements} met, ${marksText(earned, marks)}`;
}

export function Runs({ runs, versions, present, onLook, onCompare, onRestore }: RunsProps) {
  const best = bestOf(runs.filter(({ requirements }) => requirements > 0));
  const acts = (code: string, name: string) =>
    code === present ? (
      <span class="soft">as it stands in the editor</span>
    ) : (
      <>
        <button type="button" onClick={() => onCompare(code, name)}>
          Compare<span class="visually-hidden"> with your code: {name}</span>
        </button>
        <button type="button" onClick={() => onRestore(code)}>
          Restore<span class="visually-hidden">: {name}</span>
        </button>
      </>
    );
  return (
    <>
      {runs.length === 0 ? (
        <p>There is no run yet. Every run is kept here, with the code that was run.</p>
      ) : (
        <ol class="runs" reversed start={runs.length}>
          {runs.map((run, index) => {
            const name = `Run ${whole(runs.length - index)}`;
            return (
              <li key={run.id ?? run.at}>
                <span
                  class="gauge wide"
                  aria-hidden="true"
                  style={{ '--level': run.marks > 0 ? run.earned / run.marks : 0 }}
                />
                <span class="runs-what">
                  <strong>
                    {name}
                    {run === best && ', your best'}
                    {index === 0 && ', the last'}
                  </strong>
                  <span class="soft">
                    {outcomeOf(run)} · {whenText(run.at)}
                  </span>
                </span>
                <span class="runs-acts">
                  <button type="button" onClick={() => onLook(run)}>
                    Results<span class="visually-hidden"> of {name}</span>
                  </button>
                  {acts(run.code, name)}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <h3>Earlier versions</h3>
      {versions.length === 0 ? (
        <p>None yet: one is kept whenever your code is replaced by something else.</p>
      ) : (
        <ol class="runs">
          {versions.map((version) => (
            <li key={version.id ?? version.at}>
              <span class="runs-what soft">{versionText(version)}</span>
              <span class="runs-acts">{acts(version.code, versionText(version))}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
