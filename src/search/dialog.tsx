/** The search as it is seen: a field, and below it what was found, by section; all of it by keyboard. Loaded when somebody asks for it. */
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
// Not with the pages, which most readers read without it.
import looks from '../styles/search.css?url&no-inline';
import { find, type Group, type Place, warm } from './found.ts';

type Found = { kind: 'nothing asked' } | { kind: 'failed' } | { kind: 'found'; question: string; groups: Group[] };

const placesOf = (groups: Group[]): Place[] => groups.flatMap(({ pages }) => pages.flatMap(({ places }) => places));

/** What is told to those who do not see the list, and where there is none. */
function told(found: Found): string {
  if (found.kind === 'nothing asked') return 'Lessons, briefs of labs, and the glossary.';
  if (found.kind === 'failed') return 'The search could not be loaded. Check your connection and try again.';
  const count = placesOf(found.groups).length;
  if (count === 0) return `Nothing is called “${found.question}”.`;
  return count === 1 ? '1 place' : `${count} places`;
}

function Search({ close }: { close(): void }) {
  const [question, ask] = useState('');
  const [found, show] = useState<Found>({ kind: 'nothing asked' });
  const [chosen, choose] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const places = found.kind === 'found' ? placesOf(found.groups) : [];

  useEffect(() => {
    let isStale = false;
    const asked = question.trim();
    const answer: Promise<Found> =
      asked === ''
        ? Promise.resolve({ kind: 'nothing asked' })
        : find(asked).then((groups) => ({ kind: 'found', question: asked, groups }));
    answer
      .catch((): Found => ({ kind: 'failed' }))
      .then((newest) => {
        if (isStale) return;
        show(newest);
        choose(0);
      });
    return () => {
      isStale = true;
    };
  }, [question]);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && places.length > 0) {
      event.preventDefault();
      choose((chosen + step + places.length) % places.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.click();
    }
  }

  let index = -1;
  const option = ({ title, address, excerpt }: Place, page: string) => {
    index += 1;
    const isChosen = index === chosen;
    return (
      <a
        key={address}
        id={`search-${index}`}
        role="option"
        aria-selected={isChosen}
        tabIndex={-1}
        href={address}
        onClick={close}
      >
        <strong>{title === page ? page : `${page} › ${title}`}</strong>
        <span class="search-excerpt">{excerpt.map(({ text, found }) => (found ? <mark>{text}</mark> : text))}</span>
      </a>
    );
  };
  return (
    <>
      <div class="search-head">
        <input
          type="text"
          inputMode="search"
          enterkeyhint="search"
          list={undefined}
          // biome-ignore lint/a11y/noRedundantRoles: there is no list behind the attribute, so the role is not given by itself
          role="combobox"
          aria-label="Search the course"
          aria-expanded={places.length > 0}
          aria-controls="search-found"
          aria-activedescendant={places.length > 0 ? `search-${chosen}` : undefined}
          autocomplete="off"
          spellcheck={false}
          placeholder="Search the course"
          value={question}
          onInput={({ currentTarget }) => ask(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" class="quiet" onClick={close}>
          Close
        </button>
      </div>
      <p role="status" class="search-told">
        {told(found)}
      </p>
      <div ref={list} id="search-found" role="listbox" aria-label="Found" class="search-found">
        {found.kind === 'found' &&
          found.groups.map(({ name, pages }) => (
            // biome-ignore lint/a11y/useSemanticElements: a list of options may have groups, and no fieldsets
            <div key={name} role="group" aria-labelledby={`search-in-${name}`}>
              <p id={`search-in-${name}`} class="search-group">
                {name}
              </p>
              {pages.map(({ title, places }) => places.map((place) => option(place, title)))}
            </div>
          ))}
      </div>
      <p class="search-keys" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> goes there, <kbd>Esc</kbd> closes
      </p>
    </>
  );
}

let dialog: HTMLDialogElement | undefined;

let isDressed = false;
/** Loads how it looks, once; where that cannot be had, a plain search is better than none. */
function dress(): Promise<void> {
  if (isDressed) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = looks;
    link.addEventListener('load', () => {
      isDressed = true;
      resolve();
    });
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}

/** Opens the search, or closes it where it is open. The focus goes back to where it was. */
export async function toggleSearch(): Promise<void> {
  await dress();
  if (dialog?.open) {
    dialog.close();
    return;
  }
  const box = document.createElement('dialog');
  dialog = box;
  box.className = 'search';
  box.setAttribute('aria-label', 'Search');
  box.addEventListener('close', () => {
    render(null, box);
    box.remove();
  });
  // A press beside it closes it.
  box.addEventListener('click', ({ target }) => target === box && box.close());
  document.body.append(box);
  render(<Search close={() => box.close()} />, box);
  box.showModal();
  box.querySelector('input')?.focus();
  warm().catch(() => {});
}
