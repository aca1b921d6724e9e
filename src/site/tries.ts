/** What a learner expected of an experiment, put beside what happens. Before they answer, and without this script, only the latter stands there. */
document.addEventListener('change', ({ target }) => {
  const input = target as HTMLInputElement;
  const said = input.closest('.try')?.querySelector('[data-answer]');
  if (input.type !== 'radio' || !said) return;
  const { answer } = (said as HTMLElement).dataset;
  said.textContent =
    input.value === answer ? 'As you said: ' : `You said: ${input.parentElement?.textContent?.trim()}. It is: `;
});
