/** Two texts beside each other, line by line. Neither can be changed here. */
import { counted } from '#words';
import { differenceOf, type Row } from './difference.ts';

export interface Compared {
  name: string;
  text: string;
}

function Line({ side, other, of }: { side: Row['left']; other: boolean; of: 'left' | 'right' }) {
  if (!side) return <td class="no-line" colSpan={2} />;
  return (
    <>
      <td class="line-number">{side.number}</td>
      <td class={other ? `changed ${of}` : ''}>
        {other && <span class="visually-hidden">{of === 'left' ? 'only left: ' : 'only right: '}</span>}
        {side.text}
      </td>
    </>
  );
}

export function Compare({ left, right }: { left: Compared; right: Compared }) {
  const rows = differenceOf(left.text, right.text);
  const changed = rows.filter(({ same }) => !same).length;
  return (
    <>
      <p>
        {changed === 0
          ? 'They say the same, line by line.'
          : `${counted(changed, 'line differs', 'lines differ')}. Your code stays as it is.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="compared" tabIndex={0} aria-label={`${left.name} and ${right.name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {left.name}
              </th>
              <th scope="col" colSpan={2}>
                {right.name}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ left: one, right: other, same }, index) => (
              <tr key={`${index} ${one?.number} ${other?.number}`}>
                <Line side={one} other={!same} of="left" />
                <Line side={other} other={!same} of="right" />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
