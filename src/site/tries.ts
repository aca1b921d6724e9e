/**
 * The little that experiments need beside the stage: what a learner expected is put beside what happens, and the picture comes into
 * view when it is to play. Without this script the answers still stand there.
 */
document.addEventListener('change', ({ target }) => {
  const input = target as HTMLInputElement;
  const said = input.closest('.try')?.querySelector<HTMLElement>('[data-answer]');
  if (input.type !== 'radio' || !said) return;
  const choice = input.parentElement?.textContent?.trim();
  said.textContent = input.value === said.dataset.answer ? 'As you said: ' : `You said: ${choice}. It is: `;
});

document.addEventListener('click', ({ target }) => {
  if (!(target as Element).closest('.stage-try [data-show]')) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  const picture = (target as Element).closest('[data-scene]')?.querySelector('[data-worlds]');
  picture?.scrollIntoView({ block: 'nearest', behavior });
});
