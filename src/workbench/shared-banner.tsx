/** What stands over code that came by a link, for as long as it is seen: whose it is not, and the two ways on. */
import { render } from 'preact';
import { useState } from 'preact/hooks';

interface Ways {
  /** Puts it in the place of the learner's own. Gives a sentence when that cannot be. */
  copyOver(): Promise<string | undefined>;
  /** Leaves it for the learner's own. */
  leave(): void;
}

function SharedBanner({ copyOver, leave }: Ways) {
  const [isAsking, ask] = useState(false);
  const [problem, tell] = useState<string>();
  return (
    <>
      <p>
        <strong>Somebody else’s code, from a link.</strong> Run it and change it as you like: nothing of that is kept,
        it brings no marks, and your own stays as it is.
      </p>
      {isAsking ? (
        <p role="status">
          Put it in the place of your code? Yours stays under “Earlier versions”.{' '}
          <button type="button" onClick={async () => tell(await copyOver())}>
            Copy it over mine
          </button>{' '}
          <button type="button" onClick={() => ask(false)}>
            Cancel
          </button>
        </p>
      ) : (
        <p>
          <button type="button" onClick={leave}>
            Back to mine
          </button>{' '}
          <button type="button" onClick={() => ask(true)}>
            Take it over…
          </button>
        </p>
      )}
      {problem !== undefined && <p role="alert">{problem}</p>}
    </>
  );
}

/** Shows it before everything else of a lab. */
export function showSharedBanner(section: Element, ways: Ways): void {
  const box = document.createElement('section');
  box.className = 'shared-banner';
  box.setAttribute('aria-label', 'Whose code this is');
  section.prepend(box);
  render(<SharedBanner {...ways} />, box);
}
