/** Holds the fields of a YAML text to a schema, and tells each that is wrong by its line, with what may stand there. */
import { z } from 'astro/zod';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document as Yaml } from 'yaml';
import { type Finding, misnamed } from './finding.ts';

type Path = readonly PropertyKey[];

export interface Fields<Value> {
  /** Undefined where something is wrong. */
  value: Value | undefined;
  /** As it stands there, right or wrong. */
  raw: unknown;
  findings: Finding[];
  /** The line of a field in its file. */
  lineOf(path: Path): number | undefined;
}

/** `firstLine` is the line of the file on which the text begins. */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
  firstLine = 1,
): Fields<z.infer<Schema>> {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
  const lineOf = (path: Path): number | undefined => placeOf(yaml, path, lineAt);
  const [broken] = yaml.errors;
  if (broken) {
    const said = broken.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
    const problem = `This is not YAML: ${said}. A value with a colon, a bracket or a quote in it stands in quotes.`;
    return { value: undefined, raw: undefined, findings: [{ file, line: lineAt(broken.pos[0]), problem }], lineOf };
  }
  const raw: unknown = yaml.toJS() ?? {};
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data, raw, findings: [], lineOf };
  const findings = parsed.error.issues.flatMap((issue) => told(issue, raw, schema, file, lineOf));
  return { value: undefined, raw, findings, lineOf };
}

function placeOf(yaml: Yaml, path: Path, lineAt: (offset: number) => number): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const parent = depth === 0 ? yaml.contents : yaml.getIn(path.slice(0, depth - 1), true);
    if (depth > 0 && isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path[depth - 1]);
      if (pair && isNode(pair.key) && pair.key.range) return lineAt(pair.key.range[0]);
    }
    const node = depth === 0 ? yaml.contents : yaml.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lineAt(node.range[0]);
  }
  return undefined;
}

/** `parts[0].marks`. */
export function nameOf(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function told(
  issue: z.core.$ZodIssue,
  raw: unknown,
  schema: z.ZodType,
  file: string,
  lineOf: (path: Path) => number | undefined,
): Finding[] {
  const at = (path: Path): Pick<Finding, 'file' | 'line' | 'field'> => {
    const line = lineOf(path);
    return { file, ...(line !== undefined && { line }), ...(path.length > 0 && { field: nameOf(path) }) };
  };
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        misnamed(
          { ...at([...issue.path, key]), problem: `There is no field "${key}" here.` },
          key,
          keysAt(schema, issue.path).filter((known) => !Object.hasOwn(Object(valueAt(raw, issue.path)), known)),
        ),
      );
    case 'invalid_value': {
      const value = String(valueAt(raw, issue.path));
      return [
        misnamed({ ...at(issue.path), problem: `"${value}" cannot stand here.` }, value, issue.values.map(String)),
      ];
    }
    case 'invalid_union': {
      // Each way to write it has found fault: that of the way which was nearest says most.
      const ways = [...issue.errors].sort((one, other) => gravity(one) - gravity(other));
      return (ways[0] ?? []).flatMap((inner) =>
        told({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, raw, schema, file, lineOf),
      );
    }
    default: {
      const missing = valueAt(raw, issue.path) === undefined;
      const said = issue.message.replace(/^Invalid input: /, '').replace(/, received .*$/, '');
      const value = valueAt(raw, issue.path);
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      const shown = isPlain ? `${JSON.stringify(value).slice(0, 60)} cannot stand here: ` : '';
      return [{ ...at(issue.path), problem: missing ? `This field is missing: ${said}.` : `${shown}${said}.` }];
    }
  }
}

/** Missing fields say that another way was meant. */
const gravity = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, { code }) => sum + (code === 'invalid_type' ? 2 : 1), 0);

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], raw);
}

/** The fields that a schema has at a place. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const json = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  const here = path.reduce<JsonSchema[]>(
    (places, key) =>
      places.flatMap((place) => {
        const next = typeof key === 'number' ? place.items : place.properties?.[String(key)];
        const other = place.additionalProperties;
        const found = next ?? (typeof other === 'object' ? other : undefined);
        return found ? (found.anyOf ?? [found]) : [];
      }),
    [json],
  );
  return [...new Set(here.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}
