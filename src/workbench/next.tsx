/** What to do next: after a pass the next part, a comparison, a look at it at work; before, the hint that is due. */
export interface NextPlace {
  what: string;
  title: string;
  href: string;
}

export interface NextProps {
  next: NextPlace | undefined;
  /** Puts the reference solution beside the learner's code; absent where the site has none. */
  onCompare?: () => void;
  /** Shows the code at work; absent where the lab has no scene. */
  onWatch?: () => void;
  /** Opens the next hint; absent where all are open. */
  onHint?: () => void;
}

export function Next({ passed, next, onCompare, onWatch, onHint }: NextProps & { passed: boolean }) {
  return (
    <section class="next" aria-label="What to do next" key={String(passed)}>
      {passed ? (
        <>
          {next && (
            <p>
              {next.what}: <a href={next.href}>{next.title} →</a>
            </p>
          )}
          <div class="next-acts">
            {onCompare && (
              <button type="button" onClick={onCompare}>
                Compare with the reference
              </button>
            )}
            {onWatch && (
              <button type="button" onClick={onWatch}>
                See it at work
              </button>
            )}
          </div>
        </>
      ) : (
        <>
          <p>Mend the first that is not met, and run again.</p>
          {onHint && (
            <button type="button" class="link-button" onClick={onHint}>
              Open the next hint
            </button>
          )}
        </>
      )}
    </section>
  );
}
