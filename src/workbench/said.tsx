/**
 * Words of the workbench on the page. Backticks become code, and lines that begin with a bullet a list. What is said changes: each text is an
 * element of its own that gives way to the next one whole, so that a browser which translates the page, and puts other nodes in the
 * place of those that were there, never leaves an old verdict standing.
 */

/** A text with `code` in it. */
export function Said({ text }: { text: string }) {
  const pieces = text.split('`');
  // A lone backtick is one.
  const isPaired = pieces.length % 2 === 1;
  return (
    <span key={text}>
      {isPaired
        ? pieces.map((piece, index) => (index % 2 === 1 ? <code key={`${index} ${piece}`}>{piece}</code> : piece))
        : text}
    </span>
  );
}

const BULLET = /^\s*•\s*/;

/** A message: sentences, and what is listed between them. */
export function Message({ text, children }: { text: string; children?: preact.ComponentChildren }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    <>
      {lines.map((line, index) => (
        <p key={`${index} ${line}`} class={BULLET.test(line) ? 'listed' : ''}>
          <Said text={line.trim()} /> {index === 0 && children}
        </p>
      ))}
    </>
  );
}
