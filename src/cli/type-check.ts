/**
 * Type-checks programs that are in no file, with the repository's own compiler options: a mistake that is an edit is held to
 * what the answer it edits is held to.
 */
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../sandbox/bundle.ts';

/** What is on disk is parsed once, however many labs are checked. */
const parsed = new Map<string, ts.SourceFile | undefined>();
let options: ts.CompilerOptions | undefined;

export interface Mistyped {
  line: number;
  message: string;
  /** It is no program at all. */
  isSyntax: boolean;
}

/**
 * The first type error of each program; a program without one is not in the result.
 * `programs` are texts by where they are thought to stand, from the repository's root (which is what their imports start from).
 */
export function typeErrors(programs: ReadonlyMap<string, string>): Map<string, Mistyped> {
  options ??= readOptions();
  const texts = new Map([...programs].map(([path, text]) => [join(ROOT, path), text]));
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, language, true);
    if (!parsed.has(path)) parsed.set(path, getSourceFile(path, language));
    return parsed.get(path);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const errors = new Map<string, Mistyped>();
  for (const path of programs.keys()) {
    const file = program.getSourceFile(join(ROOT, path));
    if (!file) continue;
    const [broken] = program.getSyntacticDiagnostics(file);
    const first = broken ?? program.getSemanticDiagnostics(file)[0];
    if (first) {
      const { line } = file.getLineAndCharacterOfPosition(first.start ?? 0);
      const message = ts.flattenDiagnosticMessageText(first.messageText, ' ').replace(/\s+/g, ' ');
      errors.set(path, { line: line + 1, message, isSyntax: broken !== undefined });
    }
  }
  return errors;
}

function readOptions(): ts.CompilerOptions {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host);
  if (!config) throw new Error('tsconfig.json cannot be read.');
  return config.options;
}
