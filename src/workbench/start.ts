/**
 * The little that a lab does before anybody reaches for it: show the learner's own draft in place of the starter, and
 * wait. The editor, the sandbox and everything else load on the first click, key or focus.
 */
import { readDraft } from '../progress/store.ts';

type Workbench = Awaited<ReturnType<typeof load>>;

async function load(section: HTMLElement) {
  const { openWorkbench } = await import('./workbench.ts');
  return openWorkbench(section);
}

for (const section of document.querySelectorAll<HTMLElement>('[data-lab]')) prepare(section);

function prepare(section: HTMLElement): void {
  const part = <Kind extends HTMLElement>(name: string): Kind => section.querySelector<Kind>(`[data-${name}]`) as Kind;
  let workbench: Promise<Workbench> | undefined;
  const reach = (then: (workbench: Workbench) => void): void => {
    workbench ??= load(section);
    workbench.then(then, (error: unknown) => {
      workbench = undefined;
      console.error(error);
      const notice = part('notice');
      notice.hidden = false;
      notice.textContent = 'The lab could not be loaded. Check your connection, then try again; your code is kept.';
    });
  };
  const buttons = {
    run: (bench: Workbench) => bench.run(),
    stop: (bench: Workbench) => bench.stop(),
    edit: (bench: Workbench) => bench.edit(),
    reset: (bench: Workbench) => bench.askReset(),
    versions: (bench: Workbench) => bench.showVersions(),
    watch: (bench: Workbench) => bench.watch(),
    step: (bench: Workbench) => bench.step(),
  };
  for (const [name, act] of Object.entries(buttons)) {
    const button = part<HTMLButtonElement>(name);
    if (!button) continue;
    if (name !== 'stop') button.disabled = false;
    button.addEventListener('click', () => reach(act));
  }
  const code = part('code');
  code.addEventListener('click', (event) => {
    if (event.target instanceof Node && code.querySelector('pre.astro-code')?.contains(event.target))
      reach((bench) => bench.edit());
  });
  section.querySelector('.workbench')?.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, target } = event as KeyboardEvent;
    const still = code.querySelector('pre.astro-code');
    if (!still || !(target instanceof Node) || !still.contains(target)) return;
    if (key === 'Enter' && (ctrlKey || metaKey)) reach((bench) => bench.run());
    else if (key === 'Enter') reach((bench) => bench.edit());
  });

  readDraft(section.dataset.lab as string).then(
    (draft) => {
      const still = code.querySelector('pre.astro-code code');
      if (draft && still && draft.code.trimEnd() !== part<HTMLTextAreaElement>('starter').value.trimEnd())
        still.textContent = draft.code;
    },
    () => {},
  );
}
