/** The load as it is set: its shape, how much of it, and what is asked. What cannot be is said when it is run. */
import { FigureField } from './figure-field.tsx';
import { type BoardLoad, type Shape, shapes } from './load.ts';

export interface LoadFormProps {
  load: BoardLoad;
  onChange(load: BoardLoad): void;
}

type Figure = Exclude<keyof BoardLoad, 'shape' | 'trace'>;

export function LoadForm({ load, onChange }: LoadFormProps) {
  const { shape, trace } = load;
  const set = <Name extends keyof BoardLoad>(name: Name, value: BoardLoad[Name]): void =>
    onChange({ ...load, [name]: value });
  const figure = (name: Figure, label: string, unit: string) => (
    <FigureField
      {...{ name, label, unit }}
      size={5}
      value={String(load[name])}
      onWrite={(written) => set(name, written.trim() === '' ? Number.NaN : Number(written))}
    />
  );
  return (
    <fieldset class="board-load">
      <legend>Load</legend>
      <label class="board-figure">
        Shape{' '}
        <select value={shape} name="shape" onChange={({ currentTarget }) => set('shape', currentTarget.value as Shape)}>
          {Object.entries(shapes).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {shape !== 'trace' &&
        figure('rate', shape === 'day' ? 'At night' : shape === 'rush' ? 'Before and after' : 'Rate', 'requests/s')}
      {(shape === 'rush' || shape === 'day') &&
        figure('peak', shape === 'day' ? 'In the afternoon' : 'In the rush', 'requests/s')}
      {figure('writes', 'Writes', '%')}
      {figure('items', 'Items', '')}
      {figure('exponent', 'Popularity, Zipf', '')}
      {figure('patience', 'Patience', 's')}
      {figure('seconds', 'For', 's')}
      {shape === 'trace' && (
        <div class="board-trace">
          <label>
            The trace: a second and a rate a line. Paste it, or choose a CSV file.
            <textarea
              rows={4}
              spellcheck={false}
              value={trace}
              onInput={({ currentTarget }) => set('trace', currentTarget.value)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                const file = event.dataTransfer?.files[0];
                if (!file) return;
                event.preventDefault();
                file.text().then((text) => set('trace', text.slice(0, 100_000)));
              }}
            />
          </label>
          <label class="board-file">
            CSV file{' '}
            <input
              type="file"
              accept=".csv,.txt,text/csv,text/plain"
              onChange={({ currentTarget }) => {
                currentTarget.files?.[0]?.text().then((text) => set('trace', text.slice(0, 100_000)));
              }}
            />
          </label>
        </div>
      )}
    </fieldset>
  );
}
