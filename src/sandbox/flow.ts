/**
 * The order in which QuickJS lays down the code of a program. Its stack traces name, for whatever failed, the last *mark*
 * laid down before it: calls, reads of names and properties, operators, `return` and `throw` make marks, and where they stand
 * they are right. Taking a value apart, iterating over it and writing to it make none, so that their errors seem to be
 * somewhere above. With the order known, what follows a mark in it is what failed.
 */
import {
  type ArrayLiteralExpression,
  type BinaryExpression,
  type BindingName,
  type CallExpression,
  type CatchClause,
  type ClassLikeDeclaration,
  type Expression,
  type ForInStatement,
  type ForOfStatement,
  type ForStatement,
  type FunctionLikeDeclaration,
  forEachChild,
  type Identifier,
  idText,
  type NewExpression,
  type Node,
  type ObjectLiteralExpression,
  type PrefixUnaryExpression,
  type SourceFile,
  SyntaxKind,
  type VariableDeclaration,
} from 'typescript';
import { LANDMARK } from './landmarks.ts';

/**
 * What fails without a mark of its own: to iterate, to ask a loop's iterator for the next, to take an object apart, to write a
 * property or a constant, to extend.
 */
export type Unmarked = 'iterate' | 'next' | 'unpack' | 'write' | 'constant' | 'extend';

/** One thing that was laid down. Offsets are into the program's text. */
export interface Step {
  kind: 'mark' | Unmarked;
  at: number;
  /** The function it belongs to, by number: 0 is the module. */
  within: number;
  /** The name that is written to. */
  name?: string;
  /** For the marks of which one is where a function begins, as its kind will have it. */
  begins?: true;
  /** For the mark of a call: where what is called stands, and how. */
  callee?: { from: number; to: number; how: 'call' | 'new' | 'super' };
}

export interface Flow {
  /** In the order of QuickJS, function by function mixed. */
  steps: Step[];
  classes: ClassPlaces[];
  /** Where something is thrown that may be no error: neither made on the spot nor caught before. */
  bareThrows: number[];
}

/** The functions of a class that have no mark of their own to begin with, by number, and where it and its constructor are. */
export interface ClassPlaces {
  from: number;
  to: number;
  extends: boolean;
  /** The function that the class stands in. */
  within: number;
  constructors: number;
  fields: number;
  statics: number;
}

const { EqualsToken, FirstAssignment, LastAssignment, AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } =
  SyntaxKind;
const WITHOUT_MARK: readonly SyntaxKind[] = [
  AmpersandAmpersandToken,
  BarBarToken,
  QuestionQuestionToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
  SyntaxKind.CommaToken,
  EqualsToken,
];
const NOTHING_OF_VALUE: readonly SyntaxKind[] = [
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.MetaProperty,
];

/** Values of which it is plain that they can be iterated over, and taken apart: it is something inside that fails. */
const ITERABLE: readonly SyntaxKind[] = [SyntaxKind.ArrayLiteralExpression, SyntaxKind.StringLiteral];
const CAN_BE_TAKEN_APART: readonly SyntaxKind[] = [...ITERABLE, SyntaxKind.ObjectLiteralExpression];

/** Reads the order off a parsed file, in which there are landmarks at these offsets. */
export function flowOf(file: SourceFile, landmarks: ReadonlySet<number> = new Set()): Flow {
  const flow: Flow = { steps: [], classes: [], bareThrows: [] };
  new Walk(file, flow, landmarks).run();
  return flow;
}

class Walk {
  private readonly file: SourceFile;
  private readonly flow: Flow;
  private readonly landmarks: ReadonlySet<number>;
  private within = 0;
  private functions = 1;
  private readonly caught = new Set<string>();

  constructor(file: SourceFile, flow: Flow, landmarks: ReadonlySet<number>) {
    this.file = file;
    this.flow = flow;
    this.landmarks = landmarks;
  }

  run(): void {
    this.mark(0);
    this.all(this.file.statements);
  }

  private start = (node: Node): number => node.getStart(this.file);

  private step(kind: Step['kind'], at: number, more: Pick<Step, 'name' | 'callee' | 'begins'> = {}): void {
    this.flow.steps.push({ kind, at, within: this.within, ...more });
  }

  private mark(at: number, callee?: Step['callee']): void {
    this.step('mark', at, callee && { callee });
  }

  private inside(number: number, body: () => void): void {
    const outer = this.within;
    this.within = number;
    body();
    this.within = outer;
  }

  private all(nodes: readonly Node[] | undefined): void {
    for (const node of nodes ?? []) this.visit(node);
  }

  /** Lays down what a statement or an expression lays down. */
  private visit = (node: Node | undefined): void => {
    if (!node || this.leaves(node)) return;
    const before = this.start(node) - LANDMARK.length;
    if (this.landmarks.has(before)) this.mark(before);
    if (!this.knows(node)) forEachChild(node, this.visit);
  };

  /** Whether it is of no consequence. */
  private leaves(node: Node): boolean {
    const isType = node.kind >= SyntaxKind.FirstTypeNode && node.kind <= SyntaxKind.LastTypeNode;
    return isType || NOTHING_OF_VALUE.includes(node.kind) || isAmbient(node);
  }

  /** Whether it is laid down in a way of its own, which is then done. */
  private knows(node: Node): boolean {
    const is = node as never;
    switch (node.kind) {
      case SyntaxKind.Identifier:
        this.mark(this.start(node));
        return true;
      case SyntaxKind.ExpressionStatement:
        this.mark(this.start(node));
        this.visit((is as { expression: Node }).expression);
        return true;
      case SyntaxKind.ThrowStatement:
        if (!this.throwsError((is as { expression: Expression }).expression))
          this.flow.bareThrows.push(this.start(node));
        this.visit((is as { expression: Node }).expression);
        this.mark(this.start(node));
        return true;
      case SyntaxKind.CatchClause:
        return this.catches(is);
      case SyntaxKind.ReturnStatement:
        this.visit((is as { expression?: Node }).expression);
        this.mark(this.start(node));
        return true;
      case SyntaxKind.LabeledStatement:
        this.visit((is as { statement: Node }).statement);
        return true;
      case SyntaxKind.VariableDeclaration:
      case SyntaxKind.Parameter:
      case SyntaxKind.BindingElement:
        this.declaration(is);
        return true;
      case SyntaxKind.ForStatement:
        this.forStatement(is);
        return true;
      case SyntaxKind.ForOfStatement:
      case SyntaxKind.ForInStatement:
        this.forEachStatement(is);
        return true;
      case SyntaxKind.ArrayLiteralExpression:
        this.list((is as ArrayLiteralExpression).elements);
        return true;
      case SyntaxKind.ObjectLiteralExpression:
        this.objectLiteral(is);
        return true;
      case SyntaxKind.PropertyAccessExpression:
      case SyntaxKind.ElementAccessExpression:
        this.access(is);
        return true;
      case SyntaxKind.CallExpression:
      case SyntaxKind.NewExpression:
        this.call(is);
        return true;
      case SyntaxKind.TaggedTemplateExpression: {
        const { tag, template } = is as { tag: Node; template: Node };
        this.visit(tag);
        this.visit(template);
        this.mark(this.start(template), this.callee(tag, 'call'));
        return true;
      }
      case SyntaxKind.BinaryExpression:
        this.binary(is);
        return true;
      case SyntaxKind.PrefixUnaryExpression:
      case SyntaxKind.PostfixUnaryExpression:
        this.unary(is);
        return true;
      case SyntaxKind.YieldExpression: {
        const { asteriskToken, expression } = is as { asteriskToken?: Node; expression?: Node };
        this.visit(expression);
        if (asteriskToken && expression) this.step('iterate', this.start(expression));
        return true;
      }
      case SyntaxKind.ClassDeclaration:
      case SyntaxKind.ClassExpression:
        this.classLike(is);
        return true;
      case SyntaxKind.FunctionDeclaration:
      case SyntaxKind.FunctionExpression:
      case SyntaxKind.ArrowFunction:
        this.functionLike(is, this.functions++);
        return true;
    }
    return false;
  }

  private catches({ variableDeclaration }: CatchClause): boolean {
    if (variableDeclaration?.name.kind === SyntaxKind.Identifier) this.caught.add(idText(variableDeclaration.name));
    return false;
  }

  private throwsError(thrown: Expression): boolean {
    const bare = unwrapped(thrown);
    if (bare.kind === SyntaxKind.Identifier) return this.caught.has(idText(bare as Identifier));
    const isMade = bare.kind === SyntaxKind.NewExpression || bare.kind === SyntaxKind.CallExpression;
    return isMade && /Error\b/.test(bare.getText(this.file));
  }

  private declaration({ name, initializer }: Pick<VariableDeclaration, 'name' | 'initializer'>): void {
    this.bind(name, initializer);
    this.visit(initializer);
  }

  /** A name or a pattern that is declared. Patterns come before what they take apart. */
  private bind(name: BindingName, value?: Expression): void {
    if (name.kind === SyntaxKind.Identifier) return;
    if (name.kind === SyntaxKind.ArrayBindingPattern) this.iterate(this.start(name), value);
    else if (!value || !CAN_BE_TAKEN_APART.includes(unwrapped(value).kind)) this.step('unpack', this.start(name));
    for (const element of name.elements) {
      if (element.kind === SyntaxKind.OmittedExpression) continue;
      this.computed(element.propertyName);
      this.declaration(element);
    }
  }

  /** To iterate over a value, unless it is plain that this cannot fail. */
  private iterate(at: number, value: Expression | undefined): void {
    if (!value || !ITERABLE.includes(unwrapped(value).kind)) this.step('iterate', at);
  }

  /** What an assignment writes to: a pattern, a property, a name. */
  private target(node: Expression): void {
    const bare = unwrapped(node);
    if (bare.kind === SyntaxKind.ArrayLiteralExpression) {
      this.step('iterate', this.start(bare));
      for (const element of (bare as ArrayLiteralExpression).elements) this.targetWithDefault(element);
    } else if (bare.kind === SyntaxKind.ObjectLiteralExpression) {
      this.step('unpack', this.start(bare));
      for (const property of (bare as ObjectLiteralExpression).properties) {
        this.computed(property.name);
        if (property.kind === SyntaxKind.PropertyAssignment) this.targetWithDefault(property.initializer);
        else if (property.kind === SyntaxKind.ShorthandPropertyAssignment)
          this.visit(property.objectAssignmentInitializer);
        else if (property.kind === SyntaxKind.SpreadAssignment) this.target(property.expression);
      }
    } else this.visit(bare);
  }

  private targetWithDefault(node: Expression): void {
    if (node.kind === SyntaxKind.OmittedExpression) return;
    const { left, operatorToken, right } = node as BinaryExpression;
    if (node.kind === SyntaxKind.SpreadElement) this.target((node as never as { expression: Expression }).expression);
    else if (node.kind === SyntaxKind.BinaryExpression && operatorToken.kind === EqualsToken) {
      this.target(left);
      this.visit(right);
    } else this.target(node);
  }

  /** The write itself, when everything else of an assignment is done. */
  private write(target: Expression): void {
    const bare = unwrapped(target);
    const at = this.accessMarks(bare).at(0);
    const { name, argumentExpression } = bare as never as { name?: Identifier; argumentExpression?: Node };
    if (bare.kind === SyntaxKind.Identifier)
      this.step('constant', this.start(bare), { name: idText(bare as Identifier) });
    else if (name) this.step('write', at as number, { name: idText(name) });
    else if (argumentExpression) this.step('write', at as number);
  }

  /** When there is an end to test, QuickJS moves what a loop does after each turn behind its body. */
  private forStatement({ initializer, condition, incrementor, statement }: ForStatement): void {
    this.visit(initializer);
    this.visit(condition);
    if (!condition) this.visit(incrementor);
    this.visit(statement);
    if (condition) this.visit(incrementor);
  }

  private forEachStatement({ kind, initializer, expression, statement }: ForOfStatement | ForInStatement): void {
    if (initializer.kind === SyntaxKind.VariableDeclarationList)
      for (const { name } of (initializer as never as { declarations: VariableDeclaration[] }).declarations)
        this.bind(name);
    else this.target(initializer as Expression);
    this.visit(expression);
    if (kind === SyntaxKind.ForOfStatement) this.iterate(this.start(expression), expression);
    this.visit(statement);
    if (kind === SyntaxKind.ForOfStatement) this.step('next', this.start(expression));
  }

  private list(elements: readonly Expression[]): void {
    for (const element of elements) {
      if (element.kind !== SyntaxKind.SpreadElement) this.visit(element);
      else {
        const { expression } = element as never as { expression: Expression };
        this.visit(expression);
        this.iterate(this.start(element), expression);
      }
    }
  }

  private objectLiteral({ properties }: ObjectLiteralExpression): void {
    for (const property of properties) {
      this.computed(property.name);
      if (property.kind === SyntaxKind.PropertyAssignment) this.visit(property.initializer);
      else if (property.kind === SyntaxKind.SpreadAssignment) this.visit(property.expression);
      else if (property.kind !== SyntaxKind.ShorthandPropertyAssignment) this.functionLike(property, this.functions++);
    }
  }

  private computed(name: Node | undefined): void {
    if (name?.kind === SyntaxKind.ComputedPropertyName) this.visit((name as never as { expression: Node }).expression);
  }

  private access(node: Node & { expression: Node; argumentExpression?: Node }): void {
    this.visit(node.expression);
    this.visit(node.argumentExpression);
    for (const at of this.accessMarks(node)) this.mark(at);
  }

  /** Where the dot or the bracket of an access is; with `?.[` there are two. */
  private accessMarks(node: Node): number[] {
    const { questionDotToken, argumentExpression, name } = node as never as {
      questionDotToken?: Node;
      argumentExpression?: Node;
      name?: Node;
    };
    const optional = questionDotToken ? [this.start(questionDotToken)] : [];
    if (argumentExpression) return [...optional, argumentExpression.pos - 1];
    if (!name || questionDotToken) return optional;
    return [this.file.text.lastIndexOf('.', this.start(name))];
  }

  private call(node: CallExpression | NewExpression): void {
    const { expression, arguments: args } = node;
    this.visit(expression);
    this.list(args ?? []);
    const isNew = node.kind === SyntaxKind.NewExpression;
    const how = expression.kind === SyntaxKind.SuperKeyword ? 'super' : isNew ? 'new' : 'call';
    const callee = this.callee(expression, how);
    const optional = (node as CallExpression).questionDotToken;
    if (optional) this.mark(this.start(optional), callee);
    // Where there are no parentheses, QuickJS marks the next token.
    this.mark(args ? args.pos - 1 : this.afterBlanks(node.end), callee);
  }

  private afterBlanks(offset: number): number {
    const blanks = /\s*/y;
    blanks.lastIndex = offset;
    blanks.test(this.file.text);
    return blanks.lastIndex;
  }

  private callee(node: Node, how: 'call' | 'new' | 'super'): Step['callee'] {
    const bare = unwrapped(node as Expression);
    return { from: this.start(bare), to: bare.end, how };
  }

  private binary({ left, operatorToken, right }: BinaryExpression): void {
    const { kind } = operatorToken;
    const assigns = kind >= FirstAssignment && kind <= LastAssignment;
    if (kind === EqualsToken) this.target(left);
    else this.visit(left);
    this.visit(right);
    if (!WITHOUT_MARK.includes(kind)) this.mark(this.start(operatorToken));
    if (assigns) this.write(left);
  }

  private unary(node: PrefixUnaryExpression): void {
    const { operand, operator, kind } = node;
    this.visit(operand);
    const counts = operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken;
    if (operator !== SyntaxKind.ExclamationToken)
      this.mark(kind === SyntaxKind.PrefixUnaryExpression ? this.start(node) : node.end - 2);
    if (counts) this.write(operand);
  }

  private classLike(node: ClassLikeDeclaration): void {
    const { heritageClauses = [], members } = node;
    const parent = heritageClauses.find(({ token }) => token === SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
    if (parent) {
      this.visit(parent);
      this.step('extend', this.start(parent));
    }
    const [constructors, fields, statics] = [this.functions++, this.functions++, this.functions++] as const;
    const { within } = this;
    const [from, to] = [this.start(node), node.end];
    this.flow.classes.push({ from, to, extends: parent !== undefined, within, constructors, fields, statics });
    // A constructor that nobody wrote is said to be at the end of its class.
    this.inside(constructors, () => this.mark(to - 1));
    for (const member of members) {
      this.computed(member.name);
      if (member.kind === SyntaxKind.PropertyDeclaration) {
        const { initializer, modifiers } = member as never as { initializer?: Node; modifiers?: Node[] };
        const isStatic = modifiers?.some(({ kind }) => kind === SyntaxKind.StaticKeyword);
        if (!isAmbient(member)) this.inside(isStatic ? statics : fields, () => this.visit(initializer));
      } else if (member.kind === SyntaxKind.ClassStaticBlockDeclaration) {
        this.inside(this.functions++, () => {
          this.mark(this.start(member));
          this.mark(this.start((member as never as { body: Node }).body));
          forEachChild(member, this.visit);
        });
      } else if (member.kind === SyntaxKind.Constructor) this.functionLike(member as never, constructors);
      else if ('body' in member) this.functionLike(member as never, this.functions++);
    }
  }

  private functionLike(node: FunctionLikeDeclaration, number: number): void {
    if (!node.body) return;
    this.inside(number, () => {
      const words = (node.modifiers ?? []).filter(({ kind }) => kind !== SyntaxKind.ExportKeyword);
      const last = node.modifiers?.at(-1);
      const begins = [
        ...words.map(this.start),
        last ? this.afterBlanks(last.end) : this.start(node),
        ...(node.name ? [this.start(node.name)] : []),
        node.parameters.pos - 1,
      ];
      for (const at of begins) this.step('mark', at, { begins: true });
      this.all(node.parameters);
      this.visit(node.body);
    });
  }
}

/** Without the parentheses and the types around it. */
function unwrapped(node: Expression): Expression {
  const around: readonly SyntaxKind[] = [
    SyntaxKind.ParenthesizedExpression,
    SyntaxKind.AsExpression,
    SyntaxKind.SatisfiesExpression,
    SyntaxKind.NonNullExpression,
  ];
  let at = node;
  while (around.includes(at.kind)) at = (at as never as { expression: Expression }).expression;
  return at;
}

/** Whether it only tells TypeScript of something: `declare`, `abstract`. */
function isAmbient(node: Node): boolean {
  const { modifiers } = node as { modifiers?: readonly Node[] };
  return (
    modifiers?.some(
      ({ kind }) =>
        kind === SyntaxKind.DeclareKeyword ||
        (kind === SyntaxKind.AbstractKeyword && node.kind === SyntaxKind.PropertyDeclaration),
    ) ?? false
  );
}
