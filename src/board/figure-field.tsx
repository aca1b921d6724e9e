/** A number that is typed on the board, between its name and its unit. What is written is heard when it is done, right or wrong. */
export interface FigureFieldProps {
  label: string;
  name: string;
  /** What stands there until somebody writes something else. */
  value: string;
  unit?: string;
  size?: number;
  onWrite(written: string, field: HTMLInputElement): void;
}

export function FigureField({ label, name, value, unit = '', size = 4, onWrite }: FigureFieldProps) {
  return (
    <label class="board-figure">
      {label}{' '}
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        size={size}
        name={name}
        key={value}
        defaultValue={value}
        onChange={({ currentTarget }) => onWrite(currentTarget.value, currentTarget)}
      />{' '}
      {unit}
    </label>
  );
}
