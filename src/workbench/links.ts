/** Code that goes and comes by links: the learner's own, copied as one, and somebody else's, shown for what it is. */
import type { DraftStore } from './draft.ts';
import { fromFragment, toFragment } from './share.ts';
import { showSharedBanner } from './shared-banner.tsx';
import { ownStore, passingStore, replaceOwn } from './stores.ts';
import { refusalOf, shareText } from './words.ts';

/** Copies a link to this page's lab with code in it. Gives the sentence that tells what came of it. */
export async function copyLinkTo(code: string): Promise<string> {
  try {
    const link = `${location.origin}${location.pathname}${await toFragment(code)}`;
    const copying = navigator.clipboard.writeText(link);
    return await copying.then(
      () => shareText(link, true),
      () => shareText(link, false),
    );
  } catch {
    return shareText(undefined, false);
  }
}

/** Whose code a page shows, and where what is typed there goes. */
export interface Desk {
  store: DraftStore;
  /** The address carries somebody else's code, which is kept nowhere and brings no marks. */
  isShared: boolean;
  /** Why the code that the address carries is not shown, in a sentence. */
  refused?: string;
}

/** Looks at the page's address. */
export async function deskOf(version: string): Promise<Desk> {
  const carried = await fromFragment(location.hash);
  if (carried && 'code' in carried) return { store: passingStore(carried.code), isShared: true };
  return { store: ownStore(version), isShared: false, ...carried };
}

/** Says above everything else of a lab that the code is somebody else's. `text` is that code, with what was changed in it since. */
export function sayShared(section: Element, lab: string, version: string, text: () => string): void {
  // No run of somebody else's code is kept: there is none to count or to go back to.
  section.querySelector('[data-versions]')?.toggleAttribute('hidden', true);
  const leave = (): undefined => {
    history.replaceState(null, '', location.pathname);
    location.reload();
  };
  showSharedBanner(section, { leave, copyOver: () => replaceOwn(lab, text(), version).then(leave, refusalOf) });
  takeToBoard(section, lab, text);
}

/** The way to the drawing board carries that code too: as it came, and by the time somebody aims at it as it stands now. */
function takeToBoard(section: Element, lab: string, text: () => string): void {
  const way = section.querySelector<HTMLAnchorElement>('.drawing-open a');
  if (!way) return;
  const carry = (fragment: string): void => {
    way.hash = `#lab=${lab}&${fragment.slice(1)}`;
  };
  carry(location.hash);
  for (const aimed of ['pointerenter', 'focus'])
    way.addEventListener(aimed, () => toFragment(text()).then(carry, () => {}));
}
