/**
 * What Monaco finds in its page: its workers, and one Trusted Types policy for all of its parts, which write their markup themselves and
 * escape what they put into it.
 */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker&url';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker&url';
import { scriptAddress } from '../trusted/policy.ts';

interface Policy {
  createHTML(text: string): string;
}

const rules: Policy = { createHTML: (text) => text };

let isPrepared = false;

/** To be called before Monaco is loaded: its modules ask for their policies as they begin. */
export function prepareForMonaco(): void {
  if (isPrepared) return;
  isPrepared = true;
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, made: Policy): Policy } }).trustedTypes;
  const policy = factory?.createPolicy('monaco', rules) ?? rules;
  self.MonacoEnvironment = {
    createTrustedTypesPolicy: () => policy,
    getWorker(_id: string, label: string) {
      const address = label === 'typescript' ? TypeScriptWorker : EditorWorker;
      return new Worker(scriptAddress(address), { type: 'module' });
    },
  } as object as typeof self.MonacoEnvironment;
}
