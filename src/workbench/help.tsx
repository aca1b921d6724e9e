/** The shortcuts of a lab, as its help shows them. */

const IS_MAC = /Mac|iP(hone|ad|od)/.test(navigator.platform);
const ASK = IS_MAC ? '⌘' : 'Ctrl';

const SHORTCUTS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [[ASK, 'Enter'], 'Run the tests'],
  [[ASK, 'S'], 'Save now; everything you type is saved by itself as well'],
  [['Shift', IS_MAC ? '⌥' : 'Alt', 'F'], 'Format the code'],
  [['Esc'], 'Leave the editor for the bar under it; close a notice or a sheet'],
  [IS_MAC ? ['Ctrl', 'Shift', 'M'] : ['Ctrl', 'M'], 'Have Tab move on instead of indenting, and back'],
  [[ASK, '/'], 'Make a comment of the line'],
  [[ASK, 'F'], 'Find in the code'],
  [['F8'], 'Go to the next thing that is underlined'],
  [['F1'], 'This help'],
];

export function Help() {
  return (
    <>
      <dl class="shortcuts">
        {SHORTCUTS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key, index) => (
                <>
                  {index > 0 && ' + '}
                  <kbd key={key}>{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        The lines between the panes can be drawn: with a pointer, or by keyboard with the arrow keys once they have the
        focus; Enter folds a pane away and brings it back. What you write stays in this browser, and so does every run.
      </p>
    </>
  );
}
