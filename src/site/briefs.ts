/** Loads the briefs of the labs, with what each takes from its lab's declaration written in. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { briefValues, type DesignLab, fillBrief } from '#design';

const briefs = Object.keys(import.meta.glob('/labs/*/brief.md', { query: '?url' }));
const designs = import.meta.glob<DesignLab>('/labs/*/design.ts', { import: 'default' });

export function briefLoader(): Loader {
  return {
    name: 'briefs',
    async load({ store, config, renderMarkdown, watcher, logger }) {
      const loadBrief = async (path: string): Promise<void> => {
        const file = path.slice(1);
        const id = file.split('/')[1]!;
        const fileURL = new URL(file, config.root);
        const design = await designs[`/labs/${id}/design.ts`]?.();
        const body = fillBrief(file, await readFile(fileURL, 'utf8'), design ? briefValues(design) : {});
        store.set({ id, data: {}, body, filePath: file, rendered: await renderMarkdown(body, { fileURL }) });
      };
      store.clear();
      for (const path of briefs) await loadBrief(path);
      // A changed brief is loaded anew; a changed declaration when the development server is started again.
      watcher?.on('change', (changed) => {
        const path = briefs.find((brief) => fileURLToPath(new URL(brief.slice(1), config.root)) === changed);
        if (path) loadBrief(path).catch((error: Error) => logger.error(error.message));
      });
    },
  };
}
