/** How safely this browser keeps what it stores: it may clear the storage of sites that have not asked, when room is short. */

export type Keeping = 'kept' | 'may be cleared' | 'unknown';

export async function keeping(): Promise<Keeping> {
  try {
    return (await navigator.storage.persisted()) ? 'kept' : 'may be cleared';
  } catch {
    return 'unknown';
  }
}

let asked: Promise<Keeping> | undefined;

/**
 * Asks the browser to keep what is stored until the learner clears it. Some ask the learner in turn: so this is for a moment when there is
 * something to keep, and once a visit is enough.
 */
export function askToKeep(): Promise<Keeping> {
  asked ??= (async () => {
    if ((await keeping()) === 'kept') return 'kept';
    await navigator.storage.persist();
    return keeping();
  })().catch((): Keeping => 'unknown');
  return asked;
}

/** What the site takes on this device, in bytes; undefined where the browser does not tell. */
export async function bytesUsed(): Promise<number | undefined> {
  try {
    return (await navigator.storage.estimate()).usage;
  } catch {
    return undefined;
  }
}
