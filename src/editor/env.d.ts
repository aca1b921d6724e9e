/** Monaco's subpaths ship no types of their own; these are the ones the editor uses. */
declare module 'monaco-editor/editor/editor.api' {
  export * from 'monaco-editor';
}
declare module 'monaco-editor/languages/features/typescript/register' {
  import { typescript } from 'monaco-editor';
  export import typescriptDefaults = typescript.typescriptDefaults;
  export import ScriptTarget = typescript.ScriptTarget;
  export import ModuleKind = typescript.ModuleKind;
  export import getTypeScriptWorker = typescript.getTypeScriptWorker;
}
declare module 'monaco-editor/features/*';
declare module 'monaco-editor/editor/contrib/*';
