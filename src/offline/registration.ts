/** Registers the service worker. It has a Trusted Types policy of its own, which makes one address and no other: every page has it. */
import { href } from '../site/href.ts';

interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** Whether the learner's device or network asks for little to be loaded. */
export function savesData(): boolean {
  const { saveData = false, effectiveType = '' } = (navigator as { connection?: Connection }).connection ?? {};
  return saveData || /^(slow-)?2g$/.test(effectiveType);
}

const rules = { createScriptURL: (_: string): string => href('sw.js') };

interface Factory {
  createPolicy(name: string, made: typeof rules): typeof rules;
}

const policy =
  (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('headroom-offline', rules) ?? rules;

/** Fetches the course for use without a network. Resolves with undefined where the browser cannot; rejects where it refuses. */
export async function keepCourse(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  return navigator.serviceWorker.register(policy.createScriptURL(''), { scope: href(), updateViaCache: 'none' });
}
