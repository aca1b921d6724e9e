/**
 * The little that a lab does before anybody reaches for it: lay out its panes, show the learner's own draft in place of the starter, and
 * wait. What runs code is fetched when somebody comes near, the editor and everything else with the first click, key or focus.
 */
import { lastRun } from '../progress/runs.ts';
import { readDraft } from '../progress/store.ts';
import { loadParts, type Parts } from '../sandbox/browser-parts.ts';
import { openHints } from './hints.ts';
import { onKey } from './keys.ts';
import { Panes } from './panes.ts';
import { carriesCode } from './share.ts';
import { showStill } from './still.ts';

type Workbench = Awaited<ReturnType<typeof load>>;

async function load(section: HTMLElement, panes: Panes, parts: Parts) {
  const { openWorkbench } = await import('./workbench.ts');
  return openWorkbench(section, panes, parts);
}

for (const section of document.querySelectorAll<HTMLElement>('[data-lab]')) prepare(section);

function prepare(section: HTMLElement): void {
  const part = <Kind extends HTMLElement>(name: string): Kind => section.querySelector<Kind>(`[data-${name}]`) as Kind;
  const panes = new Panes(section);
  openHints(part('hints'));
  let parts: Parts | undefined;
  const fetchParts = (): Parts => {
    parts ??= loadParts(JSON.parse(section.dataset.addresses as string));
    parts.start.catch(() => {
      parts = undefined;
    });
    return parts;
  };
  let workbench: Promise<Workbench> | undefined;
  const reach = (then: (workbench: Workbench) => void): void => {
    // A line with much delay carries both at once.
    workbench ??= load(section, panes, fetchParts());
    workbench.then(then, (error: unknown) => {
      workbench = undefined;
      console.error(error);
      const notice = part('notice');
      notice.hidden = false;
      notice.textContent = 'The lab could not be loaded. Check your connection, then try again; your code is kept.';
    });
  };
  // Whoever is on this page with a pointer or the keyboard is likely to run it: what runs it is the largest part, and is on its way while
  // they read, unless they want every byte saved.
  const come = (): void => {
    if (!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) fetchParts();
  };
  for (const sign of ['pointerenter', 'focusin']) section.addEventListener(sign, come, { once: true });
  const buttons = {
    run: (bench: Workbench) => bench.run(),
    stop: (bench: Workbench) => bench.stop(),
    edit: (bench: Workbench) => bench.edit(),
    format: (bench: Workbench) => bench.format(),
    reset: (bench: Workbench) => bench.askReset(),
    versions: (bench: Workbench) => bench.showVersions(),
    problems: (bench: Workbench) => bench.showProblems(),
    help: (bench: Workbench) => bench.help(),
    smaller: (bench: Workbench) => bench.resize(-1),
    larger: (bench: Workbench) => bench.resize(1),
    watch: (bench: Workbench) => bench.watch(),
    step: (bench: Workbench) => bench.step(),
    share: (bench: Workbench) => bench.share(),
  };
  for (const [name, act] of Object.entries(buttons)) {
    const button = part<HTMLButtonElement>(name);
    if (!button) continue;
    if (name !== 'stop') button.disabled = false;
    button.addEventListener('click', () => reach(act));
  }
  part('types')?.addEventListener('click', () => {
    panes.show('brief');
    const types = section.querySelector<HTMLDetailsElement>('details.types') as HTMLDetailsElement;
    types.open = true;
    types.querySelector('summary')?.focus({ preventScroll: true });
    types.scrollIntoView({ block: 'start' });
  });
  const code = part('code');
  code.addEventListener('click', (event) => {
    if (event.target instanceof Node && code.querySelector('pre.astro-code')?.contains(event.target))
      reach((bench) => bench.edit());
  });
  onKey(section, (event) => {
    const { key, ctrlKey, metaKey, target } = event;
    const isAsked = ctrlKey || metaKey;
    if (key === 'Enter' && isAsked) reach((bench) => bench.run());
    else if (key.toLowerCase() === 's' && isAsked && !event.shiftKey && !event.altKey) reach((bench) => bench.save());
    else {
      const still = code.querySelector('pre.astro-code');
      if (key === 'Enter' && target instanceof Node && still?.contains(target)) reach((bench) => bench.edit());
      return;
    }
    event.preventDefault();
  });

  // A link with code in it shows that, and never for a moment something else in its place.
  addEventListener('hashchange', ({ oldURL, newURL }) => {
    if ([oldURL, newURL].some((url) => carriesCode(new URL(url).hash))) location.reload();
  });
  if (carriesCode(location.hash)) {
    reach(() => {});
    return;
  }

  readDraft(section.dataset.lab as string).then(
    (draft) => {
      const still = code.querySelector<HTMLElement>('pre.astro-code code');
      if (draft && still && draft.code.trimEnd() !== part<HTMLTextAreaElement>('starter').value.trimEnd())
        showStill(still, draft.code);
    },
    () => {},
  );
  // Who has run this lab before finds what came of it.
  lastRun(section.dataset.lab as string).then(
    (run) => run && reach(() => {}),
    () => {},
  );
}
