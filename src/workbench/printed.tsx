/** What a learner's code printed, with its values told apart as code tells them: numbers, texts, names of fields. */

const VALUE =
  /("(?:[^"\\]|\\.)*")|(-?\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?\b|\bNaN\b|-?\bInfinity\b)|\b(true|false|null|undefined)\b|([A-Za-z_$][\w$]*)(?=: )/g;
const SHADES = ['shade3', 'shade4', 'shade2', 'shade5'] as const;
/** A longer text stays without colours. */
const LONGEST = 20_000;

/** The pieces of a text, each with the shade of code it has, if any. */
export function valuesIn(text: string): { text: string; shade?: string }[] {
  if (text.length > LONGEST) return [{ text }];
  const pieces: { text: string; shade?: string }[] = [];
  let at = 0;
  for (const found of text.matchAll(VALUE)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    const which = found.slice(1).findIndex((group) => group !== undefined);
    pieces.push({ text: found[0], shade: SHADES[which]! });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** Where a list of records ends its parts: at commas that stand in nothing else. */
function partsOf(inside: string): string[] {
  const parts: string[] = [];
  let [depth, from, isText] = [0, 0, false];
  for (let at = 0; at < inside.length; at++) {
    const letter = inside[at]!;
    if (isText) {
      if (letter === '\\') at++;
      else if (letter === '"') isText = false;
    } else if (letter === '"') isText = true;
    else if ('{[('.includes(letter)) depth++;
    else if ('}])'.includes(letter)) depth--;
    else if (letter === ',' && depth === 0) {
      parts.push(inside.slice(from, at).trim());
      from = at + 1;
    }
  }
  const last = inside.slice(from).trim();
  return last === '' ? parts : [...parts, last];
}

/** The most columns that a table beside the code has room for. */
const MOST_COLUMNS = 8;

/** A printed line that is a list of records, as rows and columns; undefined for any other. */
export function recordsIn(line: string): { columns: string[]; rows: string[][] } | undefined {
  if (!line.startsWith('[{') || !line.endsWith('}]')) return undefined;
  const records = partsOf(line.slice(1, -1)).map((record) => {
    if (!record.startsWith('{') || !record.endsWith('}')) return undefined;
    const fields = partsOf(record.slice(1, -1)).map((field) => /^([\w$-]+): ([\s\S]*)$/.exec(field));
    return fields.every((field) => field !== null)
      ? new Map(fields.map(([, name, value]) => [name!, value!]))
      : undefined;
  });
  if (records.length < 2 || !records.every((record) => record !== undefined)) return undefined;
  const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
  if (columns.length === 0 || columns.length > MOST_COLUMNS) return undefined;
  return { columns, rows: records.map((record) => columns.map((name) => record.get(name) ?? '')) };
}

function Values({ text }: { text: string }) {
  return (
    <>
      {valuesIn(text).map((piece, index) => (
        <span key={`${index} ${piece.text}`} class={piece.shade}>
          {piece.text}
        </span>
      ))}
    </>
  );
}

/** Lines as they were printed; a list of records is a table. */
export function Printed({ text }: { text: string }) {
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="output astro-code" tabIndex={0}>
      {lines.map((line, index) => {
        const table = recordsIn(line);
        if (!table)
          return (
            <pre key={`${index} ${line}`}>
              <Values text={line} />
            </pre>
          );
        return (
          <table key={`${index} ${line}`}>
            <thead>
              <tr>
                {table.columns.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, nth) => (
                <tr key={`${nth} ${row}`}>
                  {row.map((value, column) => (
                    <td key={table.columns[column]}>
                      <Values text={value} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
