/** What attacks are made of: whole files that somebody could type into the lab server-calculator. */

export interface Attack {
  name: string;
  /** The learner's file. */
  source: string;
  /** Whether it shows what it is in a test after the first that fails. */
  showsLater?: boolean;
  expect: {
    /** What must be among the words that the learner reads. */
    says: RegExp;
    /** Marks that the file may earn at most, by what it does work out; none unless told. */
    mayEarn?: number;
  };
}

/** What an attack prints when it got hold of something that it should not have. No report may ever contain it. */
export const REACHED = 'REACHED';

/** A file whose function has this body; `before` runs while the file loads. */
export function inCall(body: string, before = ''): string {
  return `${before.trim()}\nexport function calculateRequiredServers(fleet: any): any {\n${body.trim()}\n}\n`;
}

/** The same file for another lab: what stood for the calculator's function stands for each of these. */
export function inPlaceOf(exports: readonly string[], source: string): string {
  const [first, ...others] = exports as [string, ...string[]];
  const more = others.map((name) => `export const ${name}: any = ${first};\n`).join('');
  return source.replaceAll('calculateRequiredServers', first) + more;
}

/** A file that changes something while it loads, and then answers nonsense. */
export function patched(patch: string, answer = 'return {};'): string {
  return inCall(answer, `const lie: any = () => true;\n${patch.trim()}`);
}

/** A file that tries one expression after the other and prints what became of each. */
export function tries(...expressions: string[]): string {
  const attempts = expressions.map((text) => `  attempt(${JSON.stringify(text)}, () => (${text}));`);
  return inCall(`${attempts.join('\n')}\n  return {};`, ATTEMPT);
}

const ATTEMPT = `
function attempt(what: string, reach: () => any): void {
  try {
    const got = reach();
    if (got === undefined) console.log('nothing behind ' + what);
    else if (got instanceof Promise) got.then((value) => console.log('${REACHED} ' + what, value), () => {});
    else console.log('${REACHED} ' + what, got);
  } catch (error) {
    console.log('refused: ' + what + ': ' + error);
  }
}`;

/** Every way to the global object that the language itself offers. */
export const GLOBALS: readonly string[] = [
  'globalThis',
  "Function('return this')()",
  "(0, eval)('this')",
  "[].constructor.constructor('return this')()",
  "(() => {}).constructor('return this')()",
  "Reflect.construct(Function, ['return this'])()",
  "console.log.constructor('return this')()",
  "Date.constructor('return this')()",
  "new (class extends Function {})('return this')()",
];

/** What a learner reads when a name is not there. */
export const REFUSED = /refused: .*is not defined/;

/** What a learner reads when the answer was nonsense: the first requirement's first case. */
export const WRONG = /Expected 3, got undefined/;
/** The same of the shorter lab, where both are set below each other. */
export const WRONG_CHOICE = /Expected ?\{ style: "call", because: "answer-needed" \}/;

export const STEPS = /Stopped after 10 million steps/;
export const DEEP = /called itself too deeply|stack overflow/;
export const MEMORY = /more than 64 MB of memory/;
export const LARGE = /more data than a lab can take/;
