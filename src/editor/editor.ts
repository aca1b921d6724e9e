/** Which editor a learner gets, loaded when they reach for it. */
import { prepareForMonaco } from './environment.ts';
import type { Editor, EditorOptions } from './interface.ts';

/** Monaco wants a mouse or a keyboard and some room; elsewhere the plain editor is the better one. */
export function prefersPlainEditor(): boolean {
  return matchMedia('(max-width: 640px), (pointer: coarse) and (hover: none)').matches;
}

/** Opens the editor that fits; falls back to the plain one when Monaco cannot be loaded. */
export async function openEditor(options: EditorOptions, plain: boolean): Promise<Editor> {
  if (!plain) {
    try {
      prepareForMonaco();
      const { openMonaco } = await import('./monaco.ts');
      return await openMonaco(options);
    } catch (error) {
      console.warn('Monaco could not be loaded; the plain editor takes its place.', error);
    }
  }
  const { openPlain } = await import('./plain.ts');
  return openPlain(options);
}

/** A text as TypeScript's own formatter sets it; rejects when that cannot be loaded. It is Monaco's, and comes with it. */
export async function format(text: string): Promise<string> {
  prepareForMonaco();
  const { formatted } = await import('./monaco.ts');
  return formatted(text);
}
