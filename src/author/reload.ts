/** In the dev server, the page of a lab loads anew when any of its files is saved, its suite too, and so does one that shows its scene. A build has nothing of this. */
import { CHANGED, type Events } from './messages.ts';

import.meta.hot?.on(CHANGED, ({ lab }: Events[typeof CHANGED]) => {
  if (document.querySelector(`[data-lab="${lab}"], [data-scene="lab:${lab}"]`)) location.reload();
});
