/** By which tabs tell each other what they saved. */

/** This tab, for telling another tab's writes from our own. */
export const TAB = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join('');

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('headroom-progress');

export type Change =
  | { kind: 'draft' | 'result'; lab: string; tab: string }
  | { kind: 'answer'; part: string; tab: string };

/** Tells the other tabs what was saved. */
export function announce(change: Change): void {
  channel?.postMessage(change);
}

/** Hears of what other tabs save. */
export function onChangeElsewhere(listener: (change: Change) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Change>) => listener(data));
}
