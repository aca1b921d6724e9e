/** Tells a learning record store of marks as they are kept. In a page only where the host has named a store (XAPI_ENDPOINT). */

import { readResults } from '../progress/store.ts';
import { href } from '../site/href.ts';
import { improved, type Launch, launchOf, statementOf } from './statements.ts';

/** The launch stands in the first page's address only: it is kept while the tab is. */
const KEPT = 'headroom-xapi';

function launch(allowed: string): Launch | undefined {
  try {
    if (launchOf(location.search, allowed)) sessionStorage.setItem(KEPT, location.search);
    return launchOf(sessionStorage.getItem(KEPT) ?? '', allowed);
  } catch {
    // Without a place to keep it, it holds for this page.
    return launchOf(location.search, allowed);
  }
}

async function send(to: Launch, statements: unknown[]): Promise<void> {
  const answer = await fetch(`${to.endpoint}statements`, {
    method: 'POST',
    keepalive: true,
    headers: {
      authorization: to.authorization,
      'content-type': 'application/json',
      'x-experience-api-version': '1.0.3',
    },
    body: JSON.stringify(statements),
  });
  if (!answer.ok) throw new Error(`it answers ${answer.status}`);
}

async function start(to: Launch): Promise<void> {
  const marks = async () => new Map((await readResults()).map(({ lab, earned }) => [lab, earned]));
  let told = await marks();
  const tell = async (): Promise<void> => {
    const better = improved(await readResults(), told);
    if (better.length === 0) return;
    const site = new URL(href(), location.href).href;
    await send(
      to,
      better.map((result) => statementOf(to, result, site)),
    );
    // What has not arrived is told again the next time.
    told = await marks();
  };
  let turn = Promise.resolve();
  document.addEventListener('headroom:marks', () => {
    turn = turn
      .then(tell)
      .catch((error) => console.warn('The learning record store was not told of your marks:', error));
  });
}

const allowed = document.querySelector<HTMLMetaElement>('meta[name="xapi-endpoint"]')?.content;
const opened = allowed && launch(allowed);
if (opened) start(opened).catch((error) => console.warn('The learning record store will not be told of marks:', error));
