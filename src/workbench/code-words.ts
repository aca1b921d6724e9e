/** Words with `code` in them, put into an element outside of what Preact renders. */
export function sayWithCode(element: HTMLElement, text: string): void {
  const pieces = text.split('`');
  // A lone backtick is one.
  const isPaired = pieces.length % 2 === 1;
  element.replaceChildren(
    ...(isPaired ? pieces : [text]).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const code = document.createElement('code');
      code.textContent = piece;
      return code;
    }),
  );
}
