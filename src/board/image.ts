/** The picture of a board as a file: a drawing that needs no style sheet, and the same as pixels. Every colour is written into it as it is seen now. */

const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
] as const;

/** Pixels of the image for one of the picture. */
const SCALE = 2;

/** Colours as every program reads them: `color(srgb …)` is not one of these. */
function plainColour(value: string): string {
  const [, red, green, blue, alpha] =
    /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(value) ?? [];
  if (red === undefined) return value;
  const [r, g, b] = [red, green, blue].map((part) => Math.round(255 * Math.min(1, Math.max(0, Number(part)))));
  return alpha === undefined ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** The drawing on the page as a file of its own. */
export function svgText(picture: SVGSVGElement): string {
  // What is chosen is marked on the page only.
  const marked = [...picture.querySelectorAll('.board-chosen, .board-linking')].map(
    (part) => [part, part.getAttribute('class')] as const,
  );
  for (const [part] of marked) part.classList.remove('board-chosen', 'board-linking');
  try {
    return unmarked(picture);
  } finally {
    for (const [part, classes] of marked) part.setAttribute('class', classes ?? '');
  }
}

function unmarked(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const [shown, written] = [picture, copy].map((svg) => [...svg.querySelectorAll<SVGElement>('*')]) as [
    SVGElement[],
    SVGElement[],
  ];
  for (const [place, element] of shown.entries()) {
    const style = getComputedStyle(element);
    const target = written[place] as SVGElement;
    for (const name of PROPERTIES) {
      const value = style.getPropertyValue(name);
      if (value !== '') target.setAttribute(name, plainColour(value));
    }
    target.removeAttribute('class');
  }
  for (const over of copy.querySelectorAll('[data-over]')) over.remove();
  const { width, height } = picture.viewBox.baseVal;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const { backgroundColor } = getComputedStyle(document.body);
  for (const [name, value] of Object.entries({ width, height, fill: plainColour(backgroundColor) }))
    ground.setAttribute(name, String(value));
  copy.prepend(ground);
  copy.removeAttribute('class');
  copy.setAttribute('font-family', 'Helvetica, Arial, sans-serif');
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The same as a PNG. Rejects where the browser cannot draw it. */
export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png');
  });
}
