/**
 * Monaco, with what a lab needs of it: TypeScript that knows only what the guest has, the page's own colours, and the
 * comforts of typing. Loaded only when a learner reaches for a lab.
 */
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickHelp/register';
import 'monaco-editor/editor/contrib/semanticTokens/browser/documentSemanticTokens';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import * as monaco from 'monaco-editor/editor/editor.api';
import * as typescript from 'monaco-editor/languages/features/typescript/register';
import { coloursOf } from './colours.ts';
import type { Editor, EditorOptions, Mark } from './interface.ts';
import { learnerTypes } from './learner-types.ts';
import { dark, light, shades } from './palette.ts';
import { refuseTooLong } from './refuse.ts';
import { type Inside, scanLine } from './scan.ts';

const MARKS_OWNER = 'headroom';

let isPrepared = false;

/** Once per page: workers, colours, and what TypeScript knows. */
function prepare(): void {
  if (isPrepared) return;
  isPrepared = true;
  monaco.languages.register({ id: 'typescript', extensions: ['.ts'] });
  monaco.languages.setLanguageConfiguration('typescript', {
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
      { open: '"', close: '"', notIn: ['string'] },
      { open: '`', close: '`', notIn: ['string', 'comment'] },
      { open: '/**', close: ' */', notIn: ['string'] },
    ],
    // The last bracket of the line opens something. Each pattern is done in one pass, however long the line is.
    indentationRules: { increaseIndentPattern: /[{([][^{}()[\]]*$/, decreaseIndentPattern: /^\s*[})\]]/ },
  });
  typescript.typescriptDefaults.setCompilerOptions({
    target: typescript.ScriptTarget.ESNext,
    module: typescript.ModuleKind.ESNext,
    lib: ['es2023'],
    strict: true,
    noEmit: true,
    allowNonTsExtensions: true,
  });
  typescript.typescriptDefaults.setExtraLibs(learnerTypes);
  monaco.languages.setTokensProvider('typescript', {
    getInitialState: () => new LineState('code'),
    tokenize(line, state) {
      const { pieces, ends } = scanLine(line, (state as LineState).inside);
      return { tokens: pieces, endState: new LineState(ends) };
    },
  });
  monaco.languages.registerDocumentSemanticTokensProvider('typescript', {
    getLegend: () => ({ tokenTypes: shades.map((_, place) => `shade${place}`), tokenModifiers: [] }),
    provideDocumentSemanticTokens: async (model) => ({ data: await coloursOf(model.getValue()) }),
    releaseDocumentSemanticTokens() {},
  });
  defineTheme('light');
  defineTheme('dark');
  applyTheme();
  new MutationObserver(applyTheme).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
}

/** What a line begins inside of, as Monaco hands it from line to line. */
class LineState implements monaco.languages.IState {
  readonly inside: Inside;

  constructor(inside: Inside) {
    this.inside = inside;
  }

  clone(): LineState {
    return this;
  }

  equals(other: monaco.languages.IState): boolean {
    return other instanceof LineState && other.inside === this.inside;
  }
}

function applyTheme(): void {
  const chosen = document.documentElement.dataset.theme;
  const isDark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  monaco.editor.setTheme(isDark ? 'headroom-dark' : 'headroom-light');
}

/** The page's own colours. */
function defineTheme(name: 'light' | 'dark'): void {
  const { colors = {}, tokenColors = [] } = name === 'light' ? light : dark;
  /** What is seen before the worker has answered. */
  const ofScope = (scope: string): string =>
    tokenColors.find((rule) => rule.scope?.includes(scope))?.settings.foreground?.slice(1) ?? shades[0]![name];
  monaco.editor.defineTheme(`headroom-${name}`, {
    base: name === 'light' ? 'vs' : 'vs-dark',
    inherit: false,
    colors,
    rules: [
      { token: '', foreground: shades[0]![name] },
      ...['comment', 'string'].map((token) => ({ token, foreground: ofScope(token) })),
      ...shades.map((shade, place) => ({ token: `shade${place}`, foreground: shade[name] })),
    ],
  });
}

let models = 0;

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

export async function openMonaco(options: EditorOptions): Promise<Editor> {
  const { host, text, label, onChange, onRun, onLeave } = options;
  prepare();
  const style = getComputedStyle(host);
  const model = monaco.editor.createModel(text, 'typescript', monaco.Uri.parse(`file:///lab-${++models}/solution.ts`));
  // Built out of sight over the still code, and shown when it stands: nothing on the page moves or flashes.
  const still = [...host.children];
  const mount = document.createElement('div');
  mount.className = 'monaco-mount';
  mount.style.visibility = 'hidden';
  host.append(mount);
  const editor = monaco.editor.create(mount, {
    model,
    ariaLabel: `${label}. Press Escape to leave the editor.`,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: Number.parseFloat(style.lineHeight),
    fontLigatures: false,
    tabSize: 2,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    automaticLayout: true,
    showUnused: false,
    bracketPairColorization: { enabled: false },
    'semanticHighlighting.enabled': true,
    guides: { indentation: false, bracketPairs: false },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 12,
    folding: false,
    glyphMargin: false,
    overviewRulerLanes: 0,
    renderLineHighlight: 'none',
    padding: { top: Number.parseFloat(style.getPropertyValue('--code-padding')) || 12, bottom: 12 },
    scrollbar: { alwaysConsumeMouseWheel: false },
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false },
    fixedOverflowWidgets: true,
    editContext: false,
  });
  // Once more for the model, which asks a configuration of its own: the page's code has no coloured brackets either.
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  refuseTooLong(mount, options, () => {
    const selected = (editor.getSelections() ?? []).map((each) => model.getValueLengthInRange(each));
    return model.getValueLength() - selected.reduce((sum, characters) => sum + characters, 0);
  });
  model.onDidChangeContent(() => onChange(model.getValue()));
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, onRun);
  // Escape first closes whatever the editor has open, and leaves when there is nothing left to close.
  editor.addCommand(
    monaco.KeyCode.Escape,
    onLeave,
    '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !markersNavigationVisible && !inSnippetMode && !editorHasMultipleSelections && !editorHasSelection',
  );

  await nextFrame();
  await nextFrame();
  for (const element of still) element.remove();
  mount.style.visibility = '';

  return {
    kind: 'monaco',
    getText: () => model.getValue(),
    setText(next) {
      editor.pushUndoStop();
      editor.executeEdits('headroom', [{ range: model.getFullModelRange(), text: next }]);
      editor.pushUndoStop();
      editor.setPosition({ lineNumber: 1, column: 1 });
      editor.revealLine(1);
    },
    reveal(line, column) {
      editor.setPosition({ lineNumber: line, column });
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.focus();
    },
    setMarks(marks: readonly Mark[]) {
      const markers = marks.map(({ line, column, message }) => ({
        severity: monaco.MarkerSeverity.Error,
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: model.getLineCount() >= line ? model.getLineMaxColumn(line) : column + 1,
        message,
        source: 'last run',
      }));
      monaco.editor.setModelMarkers(model, MARKS_OWNER, markers);
    },
    focus: () => editor.focus(),
    dispose() {
      editor.dispose();
      model.dispose();
      mount.remove();
    },
  };
}
