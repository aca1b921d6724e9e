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
import 'monaco-editor/features/folding/register';
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
const REFUSED_OWNER = 'headroom-refused';

/** As the course's own code is set. */
const FORMAT = {
  convertTabsToSpaces: true,
  tabSize: 2,
  indentSize: 2,
  newLineCharacter: '\n',
  semicolons: 'insert',
  trimTrailingWhitespace: true,
  insertSpaceAfterCommaDelimiter: true,
  insertSpaceAfterSemicolonInForStatements: true,
  insertSpaceBeforeAndAfterBinaryOperators: true,
  insertSpaceAfterKeywordsInControlFlowStatements: true,
  insertSpaceAfterFunctionKeywordForAnonymousFunctions: true,
  insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
  insertSpaceAfterOpeningAndBeforeClosingNonemptyParenthesis: false,
  insertSpaceAfterOpeningAndBeforeClosingNonemptyBrackets: false,
  insertSpaceAfterTypeAssertion: false,
  insertSpaceBeforeFunctionParenthesis: false,
};

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
    lib: ['esnext'],
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

/** Underlines lines from where each mark stands, in place of what the same owner had underlined. */
function underline(model: monaco.editor.ITextModel, marks: readonly Mark[], owner: string): void {
  const markers = marks.map(({ line, column, message }) => ({
    severity: monaco.MarkerSeverity.Error,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: line,
    endColumn: model.getLineCount() >= line ? model.getLineMaxColumn(line) : column + 1,
    message,
    source: owner === MARKS_OWNER ? 'last run' : 'lab',
  }));
  monaco.editor.setModelMarkers(model, owner, markers);
}

/** What the types say is wrong, and what a lab does not run, once a line. */
function problemsOf(model: monaco.editor.ITextModel): Mark[] {
  const problems = new Map<number, Mark>();
  const refusedFirst = (owner: string): number => (owner === REFUSED_OWNER ? 0 : 1);
  const markers = monaco.editor.getModelMarkers({ resource: model.uri });
  for (const marker of markers.toSorted((one, other) => refusedFirst(one.owner) - refusedFirst(other.owner))) {
    const { owner, severity, startLineNumber: line, startColumn: column, message } = marker;
    if (owner === MARKS_OWNER || severity !== monaco.MarkerSeverity.Error || problems.has(line)) continue;
    problems.set(line, { line, column, message });
  }
  return [...problems.values()].sort((one, other) => one.line - other.line);
}

/**
 * A text as TypeScript's own formatter sets it. Rejects when the language service cannot be loaded; a text that does not parse comes back
 * as far as it could be set.
 */
export async function formatted(text: string): Promise<string> {
  prepare();
  const model = monaco.editor.createModel(
    text,
    'typescript',
    monaco.Uri.parse(`file:///format-${++models}/solution.ts`),
  );
  // What knows TypeScript is set up when a text of it first stands in an editor, and there may be none.
  const editor = monaco.editor.create(document.createElement('div'), { model });
  try {
    const service = await languageService(model.uri);
    const edits: { span: { start: number; length: number }; newText: string }[] =
      await service.getFormattingEditsForDocument(model.uri.toString(), FORMAT);
    return edits
      .toSorted((one, other) => other.span.start - one.span.start)
      .reduce(
        (whole, { span, newText }) => whole.slice(0, span.start) + newText + whole.slice(span.start + span.length),
        model.getValue(),
      );
  } finally {
    editor.dispose();
    model.dispose();
  }
}

/** Frames in which what knows TypeScript is waited for. */
const FRAMES_TO_SET_UP = 600;

/** What knows TypeScript. It is set up some time after a text first stood in an editor, and refuses with a text whoever asks for it before. */
async function languageService(uri: monaco.Uri) {
  for (let frames = 0; ; frames++) {
    try {
      return await (await typescript.getTypeScriptWorker())(uri);
    } catch (thrown) {
      if (typeof thrown !== 'string' || frames === FRAMES_TO_SET_UP) throw thrown;
    }
    await nextFrame();
  }
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

export async function openMonaco(options: EditorOptions): Promise<Editor> {
  const { host, text, label, onChange, onProblems, onRun, onLeave } = options;
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
    ariaLabel: `${label}. Escape leaves the editor; Control M makes Tab move on.`,
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
    showFoldingControls: 'mouseover',
    renderFinalNewline: 'on',
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
  const problems = monaco.editor.onDidChangeMarkers((changed) => {
    if (changed.some((uri) => uri.toString() === model.uri.toString())) onProblems(problemsOf(model));
  });
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
    rewrite(next) {
      const position = editor.getPosition();
      const top = editor.getScrollTop();
      editor.pushUndoStop();
      editor.executeEdits('headroom', [{ range: model.getFullModelRange(), text: next }]);
      editor.pushUndoStop();
      if (position) editor.setPosition(position);
      editor.setScrollTop(top);
    },
    reveal(line, column) {
      editor.setPosition({ lineNumber: line, column });
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.focus();
    },
    setMarks: (marks) => underline(model, marks, MARKS_OWNER),
    setRefused: (marks) => underline(model, marks, REFUSED_OWNER),
    resized() {
      const { fontSize, lineHeight } = getComputedStyle(host);
      editor.updateOptions({ fontSize: Number.parseFloat(fontSize), lineHeight: Number.parseFloat(lineHeight) });
    },
    setTabMoves: (moves) => editor.updateOptions({ tabFocusMode: moves }),
    focus: () => editor.focus(),
    dispose() {
      problems.dispose();
      editor.dispose();
      model.dispose();
      mount.remove();
    },
  };
}
