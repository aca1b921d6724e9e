/** Where a learner has been before, home leads on to: the first button, and a word on the map. Without this script it leads to the first lesson. */
import { lastPlace } from '../progress/place.ts';

const place = lastPlace();
const button = document.querySelector<HTMLAnchorElement>('[data-continue]');
if (place && button) leadOn(place, button);

function leadOn(place: string, button: HTMLAnchorElement): void {
  const [kind, slug] = place.split('/') as [string, string];
  const cards = [...document.querySelectorAll<HTMLElement>('[data-lesson]')];
  const isHere = ({ dataset }: HTMLElement) =>
    kind === 'lessons' ? dataset.lesson === slug : (dataset.labs ?? '').split(' ').includes(slug);
  // A lesson or a lab of an earlier build may be gone: then home stays as it is.
  const card = cards.find(isHere);
  const way = card?.querySelector('a');
  if (!card || !way) return;
  card.classList.add('here');
  card.querySelector<HTMLElement>('[data-here]')!.hidden = false;
  const base = (way.getAttribute('href') as string).replace(/lessons\/.*$/, '');
  button.href = `${base}${place}`;
  button.textContent =
    kind === 'lessons' ? `Continue: ${way.textContent} →` : `Continue the lab of ${way.textContent} →`;
}
