/** A table of figures, in a report or on the board. A row that breaks the requirement says so in words: colour only repeats it. */
import type { Table } from '#grading';

export function Figures({ table: { title, columns, rows } }: { table: Table }) {
  const [first, ...others] = columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="figures" tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((head) => (
              <th key={head} scope="col" class="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells: [name, ...cells], wrong }, row) => (
            <tr key={`${row} ${name}`} class={wrong ? 'wrong' : ''}>
              <th scope="row">
                {name}
                {wrong && <span class="visually-hidden"> (not met)</span>}
              </th>
              {cells.map((cell, column) => (
                <td key={others[column]} class="figure">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
