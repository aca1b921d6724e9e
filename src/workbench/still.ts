/** A text as still code, without colours: line by line, so that its lines are numbered as the editor numbers them. */
export function showStill(code: HTMLElement, text: string): void {
  const lines = text.trimEnd().split('\n');
  code.replaceChildren(
    ...lines.flatMap((line, index) => {
      const element = document.createElement('span');
      element.className = 'line';
      element.textContent = line;
      return index === 0 ? [element] : ['\n', element];
    }),
  );
}
