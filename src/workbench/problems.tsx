/** What is wrong with the text as it stands, line by line: what the types say, which never stops a run, and what a lab does not run. */
import type { Mark } from '../editor/interface.ts';
import type { Reveal } from './place.tsx';
import { Said } from './said.tsx';

export function Problems({ problems, onReveal }: { problems: readonly Mark[]; onReveal: Reveal }) {
  return (
    <>
      <p>What the types find never stops a run; what labs do not run does.</p>
      <ul class="problem-list">
        {problems.map(({ line, column, message }) => (
          <li key={line}>
            <button type="button" class="link-button" onClick={() => onReveal(line, column)}>
              Line {line}
            </button>{' '}
            <Said text={message} />
          </li>
        ))}
      </ul>
    </>
  );
}
