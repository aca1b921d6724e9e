/**
 * The colours of code, light and dark, of the family of the site's own (styles/tokens.css): for the still code of a page, for the editor,
 * and for the worker that finds out what is coloured, which names each by its place here. All of them can be read on the
 * grounds that code stands on, comments and line numbers too.
 */
import type { ThemeRegistration } from 'shiki/core';

/** One colour of code in both themes, as six hexadecimal digits. */
export interface Shade {
  light: string;
  dark: string;
}

/** What is coloured, by TextMate's scopes, each with its shade; the first is the ink of everything else. */
const PARTS: readonly (Shade & { scope: string[] })[] = [
  { scope: [], light: '1b2421', dark: 'e9efe9' },
  { scope: ['comment', 'punctuation.definition.comment'], light: '5d6762', dark: '9fada7' },
  {
    scope: ['keyword', 'storage', 'variable.language', 'punctuation.definition.template-expression'],
    light: 'a3246b',
    dark: 'f78fbf',
  },
  {
    scope: ['string', 'punctuation.definition.string', 'support.type.property-name.json'],
    light: '0f6683',
    dark: '86cdf0',
  },
  { scope: ['constant', 'support.constant'], light: '96480c', dark: 'f0b583' },
  { scope: ['entity.name.function', 'support.function'], light: '5a43c4', dark: 'b3a4ff' },
  {
    scope: [
      'entity.name.type',
      'entity.name.class',
      'entity.other.inherited-class',
      'support.type',
      'support.class',
      'entity.name.tag',
    ],
    light: '7a5200',
    dark: 'ecc26b',
  },
  // What the wider scopes above would colour and that is no more than punctuation or a name.
  {
    scope: ['keyword.operator', 'punctuation.separator', 'variable.other', 'meta.template.expression'],
    light: '1b2421',
    dark: 'e9efe9',
  },
  { scope: ['keyword.operator.new', 'keyword.operator.expression'], light: 'a3246b', dark: 'f78fbf' },
];

/** What surrounds the text, in the editor. */
const GROUNDS: Record<string, Shade> = {
  'editor.background': { light: 'fffdf8', dark: '1a2220' },
  'editor.foreground': PARTS[0]!,
  'editorLineNumber.foreground': { light: '5d6762', dark: '9fada7' },
  'editorLineNumber.activeForeground': { light: '1b2421', dark: 'e9efe9' },
  'editorLineNumber.dimmedForeground': { light: '5d6762', dark: '9fada7' },
  'editorCursor.foreground': { light: '0d7a69', dark: '3fc6aa' },
  'editor.selectionBackground': { light: 'cfe5dd', dark: '24463f' },
  'editor.findMatchBackground': { light: 'f7e8c8', dark: '5a4512' },
  'editorWidget.background': { light: 'faf6ee', dark: '141a18' },
  'editorWidget.border': { light: '8a8577', dark: '6f7f79' },
  'editorSuggestWidget.selectedBackground': { light: 'd9ebe4', dark: '14332d' },
  'editorSuggestWidget.selectedForeground': PARTS[0]!,
  'editorHoverWidget.background': { light: 'faf6ee', dark: '141a18' },
  'editorError.foreground': { light: 'c23b2e', dark: 'ff7667' },
  'editorWarning.foreground': { light: 'c87a06', dark: 'f0b040' },
  'editorBracketMatch.border': { light: '8a8577', dark: '6f7f79' },
  'editorBracketMatch.background': { light: 'f2ecdf', dark: '202a27' },
  'input.background': { light: 'fffdf8', dark: '1a2220' },
  focusBorder: { light: '0d7a69', dark: '3fc6aa' },
};

const themeOf = (type: 'light' | 'dark'): ThemeRegistration => ({
  name: `headroom-${type}`,
  type,
  colors: Object.fromEntries(Object.entries(GROUNDS).map(([part, shade]) => [part, `#${shade[type]}`])),
  tokenColors: PARTS.slice(1).map(({ scope, ...shade }) => ({ scope, settings: { foreground: `#${shade[type]}` } })),
});

export const light = themeOf('light');
export const dark = themeOf('dark');

/** The shades, each once; the first is the ink. */
export const shades: readonly Shade[] = PARTS.filter(
  (shade, place) => PARTS.findIndex((other) => other.light === shade.light) === place,
);

/** The place of a colour of the light theme; the ink's for one that is not known. */
export function shadeOf(colour: string | undefined): number {
  const digits = colour?.replace('#', '').slice(0, 6).toLowerCase();
  return Math.max(
    0,
    shades.findIndex((shade) => shade.light === digits),
  );
}
