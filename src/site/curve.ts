/** Curves that are dragged: by their slider, or with a finger on the picture. All that is shown was worked out when the site was built. */

/** What a curve's figure carries: its range, the width of its picture, and what each line says at each place. */
interface Drawn {
  from: number;
  to: number;
  wide: number;
  said: string[][];
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-curve]')) {
  const { from, to, wide, said } = JSON.parse(figure.dataset.curve as string) as Drawn;
  const picture = figure.querySelector('svg') as SVGSVGElement;
  const input = figure.querySelector('input') as HTMLInputElement;
  const [shown, ...values] = figure.querySelectorAll('b');
  const show = (): void => {
    const place = Number(input.value) - from;
    picture.querySelector('.curve-at')?.setAttribute('transform', `translate(${(place / (to - from)) * wide})`);
    (shown as HTMLElement).textContent = input.value;
    values.forEach((value, line) => {
      value.textContent = said[line]?.[place] ?? '';
    });
  };
  const drag = (event: PointerEvent): void => {
    if (event.buttons === 0) return;
    const { a, e } = picture.getScreenCTM() as DOMMatrix;
    input.value = String(from + ((event.clientX - e) / a / wide) * (to - from));
    show();
  };
  input.disabled = false;
  input.addEventListener('input', show);
  picture.addEventListener('pointerdown', drag);
  picture.addEventListener('pointermove', drag);
}
