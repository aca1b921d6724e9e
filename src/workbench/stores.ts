/** Where a lab's text is kept: the learner's own in this browser, and a stranger's, which came by a link, nowhere. */
import { keepVersion, readDraft, readVersions, saveDraft, TAB } from '../progress/store.ts';
import type { DraftStore } from './draft.ts';

/** The learner's own. What is saved there says for which version of the lab it was written. */
export function ownStore(version: string): DraftStore {
  return {
    readDraft,
    saveDraft: (lab, code, known) => saveDraft(lab, code, known, version),
    keepVersion,
    readVersions,
    tab: TAB,
  };
}

/** One that begins with somebody else's code, and forgets everything with the page. */
export function passingStore(code: string): DraftStore {
  return {
    readDraft: async (lab) => ({ lab, code, savedAt: 0, tab: TAB }),
    saveDraft: async () => {},
    keepVersion: async () => {},
    readVersions: async () => [],
    tab: TAB,
  };
}

/** Puts code in the place of the learner's own, which becomes an earlier version first. Rejects when the browser refuses; nothing has changed then. */
export async function replaceOwn(lab: string, code: string, version: string): Promise<void> {
  const mine = await readDraft(lab);
  if (mine && mine.code !== code) await keepVersion({ lab, code: mine.code, replacedBy: 'a shared copy' });
  await saveDraft(lab, code, mine?.code, version);
}

/** Whether the learner's text was written for another version of the lab. */
export async function isOfAnotherVersion(lab: string, version: string): Promise<boolean> {
  const mine = await readDraft(lab).catch(() => undefined);
  return mine?.of !== undefined && mine.of !== version;
}
