/**
 * From TypeScript to JavaScript, by writing blanks over the types: every line and column stays where the learner put
 * it, so whatever an error points at is what they see. The same parser and the same text in every place that runs code.
 */

import { blankSourceFile } from 'ts-blank-space';
import { createSourceFile, ScriptKind, ScriptTarget, type SourceFile, SyntaxKind } from 'typescript';
import { type Position, UnusableSource } from '#grading';
import { exportedPatterns } from './exported-patterns.ts';
import { type Flow, flowOf } from './flow.ts';
import { LANDMARK, landmarksOf } from './landmarks.ts';
import { endlessLookahead } from './lookahead.ts';
import { isOverflow } from './overflow.ts';
import { parameterProperties } from './parameter-properties.ts';
import { separatorsOf } from './separators.ts';
import { inspect } from './syntax.ts';
import { placesIn } from './text-places.ts';
import { isTooLong, TOO_LONG } from './too-long.ts';
import { UNSUPPORTED_SYNTAX, type UnsupportedSyntax } from './unsupported.ts';
import { type Insertion, withoutInsertions, writeOut } from './written-out.ts';

export interface Stripped {
  /** JavaScript with every character where it was, but for the insertions. */
  code: string;
  /** What was put in that the learner did not write, by its offset in what they wrote. */
  insertions: readonly Insertion[];
  /** Every loop, in the order of the text: where it begins, and its last line. */
  loops: { from: Position; to: number }[];
  /** In which order the engine lays it down, from which the places of errors are told. */
  flow: Flow;
  /** Where the file has a default export, if it has one. */
  defaultExport?: Position;
}

interface Diagnostic {
  start: number;
  messageText: string | { messageText: string };
}

/** Strips types. Throws UnusableSource, with the place, for what does not parse or cannot be stripped. */
export function strip(text: string): Stripped {
  const source = text.replace(/^\ufeff/, '');
  if (isTooLong(source)) throw new UnusableSource(TOO_LONG);
  if (source.includes('\0'))
    throw new UnusableSource(
      'Your file has zero bytes in it, as a file in UTF-16 has when it is read as UTF-8. Save it as UTF-8.',
    );
  const lookahead = endlessLookahead(source);
  if (lookahead !== undefined) {
    const at = placesIn(source)(lookahead);
    const what = 'there are too many words in a row that could begin a declaration';
    throw new UnusableSource(`Line ${at.line}, column ${at.column}: your file could not be read: ${what}.`, at);
  }
  try {
    return stripFile(parse(source), source);
  } catch (thrown) {
    if (isOverflow(thrown)) throw new UnusableSource('Your file is nested too deeply to be read.');
    throw thrown;
  }
}

function parse(source: string): SourceFile {
  return createSourceFile('solution.ts', source, { languageVersion: ScriptTarget.ESNext }, false, ScriptKind.TS);
}

function stripFile(asWritten: SourceFile, source: string): Stripped {
  const { text, insertions } = writeOut(asWritten, [parameterProperties(asWritten), exportedPatterns(asWritten)]);
  const file = insertions.length > 0 ? parse(text) : asWritten;
  const asTold = placesIn(source);
  const original = withoutInsertions(insertions);
  const place = (offset: number): Position => asTold(original(offset));
  const refuse = (offset: number, message: string): never => {
    const at = place(offset);
    throw new UnusableSource(`Line ${at.line}, column ${at.column}: ${message}`, at);
  };
  const refuseSyntax = (offset: number, name: UnsupportedSyntax): never => {
    const { what, instead } = UNSUPPORTED_SYNTAX[name];
    return refuse(offset, `this is ${what} (${instead}).`);
  };
  const [first] = (file as unknown as { parseDiagnostics: Diagnostic[] }).parseDiagnostics;
  const { unsupported, wrongImport, loops, defaultExport } = inspect(file);
  // What a parser stumbles over first may be a word that it does not know, and that has a better name here.
  if (unsupported && (!first || unsupported.at <= first.start)) refuseSyntax(unsupported.at, unsupported.name);
  if (first) {
    const { start, messageText } = first;
    const message = typeof messageText === 'string' ? messageText : messageText.messageText;
    refuse(start, message + hintAt(text, start));
  }
  if (wrongImport) refuse(wrongImport.at, refusedImport(wrongImport.module));
  const blanked = blankSourceFile(file, (node) => {
    const byKind: Partial<Record<SyntaxKind, UnsupportedSyntax>> = {
      [SyntaxKind.ModuleDeclaration]: 'namespace',
      [SyntaxKind.TypeAssertionExpression]: 'angleBrackets',
      [SyntaxKind.AsExpression]: 'assertionInside',
      [SyntaxKind.SatisfiesExpression]: 'assertionInside',
    };
    const name = byKind[node.kind];
    if (name) refuseSyntax(node.getStart(file), name);
    refuse(node.getStart(file), 'this is TypeScript syntax that has meaning at run time.');
  });
  const landmarks = landmarksOf(file);
  return {
    code: written(blanked, [
      ...separatorsOf(file).map((at) => ({ at, text: ';' })),
      ...[...landmarks].map((at) => ({ at, text: LANDMARK })),
    ]),
    insertions,
    loops: loops.map(({ from, to }) => ({ from: place(from), to: place(to).line })),
    flow: flowOf(file, landmarks),
    ...(defaultExport !== undefined && { defaultExport: place(defaultExport) }),
  };
}

/** What a line that begins with an operator suggests: it was read as the rest of the line before. */
function hintAt(source: string, start: number): string {
  const line = /[^\r\n]*$/.exec(source.slice(0, start))?.[0] ?? '';
  return /^\s*[*[(`+\-/]/.test(line) ? ' Is a semicolon missing at the end of the line before?' : '';
}

/** Writes each of these texts in the place of as many blanks, where there are blanks. */
function written(code: string, texts: { at: number; text: string }[]): string {
  let result = '';
  let from = 0;
  for (const { at, text } of texts.sort((a, b) => a.at - b.at)) {
    const after = at + text.length;
    if (at < from || /\S/.test(code.slice(at, after))) continue;
    result += code.slice(from, at) + text;
    from = after;
  }
  return result + code.slice(from);
}

/** What to write instead of an import that would have to be there at run time. */
function refusedImport(module: string): string {
  return /^headroom(\/|$)/.test(module)
    ? `'${module}' holds types only: write \`import type { … } from '${module}'\`.`
    : 'Labs import nothing: write what you need in this file.';
}
