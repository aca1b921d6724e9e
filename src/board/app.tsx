/** The drawing board: what is on it, what is chosen, and who may change it. Picture, list and text are three views of one history. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Architecture, wordOf } from '#architecture';
import type { DesignTask } from './course.ts';
import { type Board, linesOf } from './document.ts';
import { added, type Chosen, linked, removed, unlinked } from './edits.ts';
import { begun, drew, type History, opened as openedOver, redone, typed, undone } from './history.ts';
import { incoming } from './incoming.ts';
import { Inspector } from './inspector.tsx';
import type { KeptBoards } from './kept.ts';
import { keepLoad, keptLoad } from './kept-load.ts';
import type { Carried } from './link.ts';
import type { BoardLoad } from './load.ts';
import { type Offered, palette, paletteOf } from './palette.ts';
import { linkedFrom, PaletteBar } from './palette-bar.tsx';
import { Parts } from './parts.tsx';
import { Picture } from './picture.tsx';
import { RunPane } from './run-pane.tsx';
import { TaskPane } from './task-pane.tsx';
import { TextPane } from './text-pane.tsx';
import { Toolbar } from './toolbar.tsx';
import { sentenceOf } from './words.ts';

export interface AppProps {
  /** What this browser kept, or what a newcomer sees. */
  own: Board;
  /** What came by a link, in front of the own one. */
  opened: Carried | undefined;
  /** What is told at the beginning, such as why a link was not opened. */
  notice: string;
  kept: KeptBoards;
  /** The design lab that is drawn here, and code of the learner's that could not be. */
  task?: { lab: DesignTask; foreign?: { code: string; why: string } };
}

export function App({ own, opened, notice, kept, task }: AppProps) {
  const [history, setHistory] = useState<History>(() => (opened ? openedOver(begun(own), opened.board) : begun(own)));
  const [chosen, choose] = useState<Chosen>();
  const [inspected, inspect] = useState<Chosen>();
  const [linking, setLinking] = useState<string>();
  const [load, setLoad] = useState<BoardLoad>(() => opened?.load ?? keptLoad());
  const [said, say] = useState('');
  const [told, tell] = useState(notice);
  const cameFrom = useRef<HTMLElement | null>(null);
  const { now } = history;
  const offers = useMemo(() => (task ? paletteOf(task.lab.sold) : palette), [task]);
  const { drawn, agrees } = now;
  const part = chosen && isThere(drawn, chosen) ? chosen : undefined;
  const shown = inspected && isThere(drawn, inspected) ? inspected : undefined;

  // What was only opened replaces nothing that is kept: the own board gives way with the first change, and stays among the earlier ones.
  const isTouched = useRef(opened === undefined);
  useEffect(() => {
    if (now === own || (opened && !isTouched.current)) return;
    kept.keep(now);
  }, [now, own, opened, kept]);
  useEffect(
    () =>
      kept.onFail(() =>
        tell('This browser keeps nothing: copy a link to the board, or save it as a file, before you leave.'),
      ),
    [kept],
  );

  /** Of what came by a link or from the course nothing is kept but the drawing. */
  function putUnder(next: BoardLoad): void {
    setLoad(next);
    if (!opened) keepLoad(next);
  }

  function step(next: History, words = ''): void {
    if (next === history) return;
    if (!isTouched.current) {
      kept.keepEarlier(own);
      isTouched.current = true;
    }
    setHistory(next);
    if (words !== '') say(words);
  }

  /** Puts another architecture on the board, if the text may be written anew. Gives whether it did. */
  function draw(architecture: Architecture, words: string): boolean {
    if (!agrees) {
      say('The text cannot be read yet: mend it, or undo what was typed, before you go on in the picture.');
      tell('The picture waits for the text: mend the text, or undo what was typed.');
      return false;
    }
    step(drew(history, architecture), words);
    return true;
  }

  function open(board: Board): void {
    kept.keepEarlier(now);
    step(openedOver(history, board), `${board.drawn.title} is on the board. Undo brings back what was there.`);
    choose(undefined);
    inspect(undefined);
    tell('');
  }

  /** Opens a file that somebody dropped on the picture. */
  async function bring(file: File): Promise<void> {
    const read =
      file.size > 1_000_000 ? { problem: 'This file is larger than any board.' } : incoming(await file.text());
    if ('problem' in read) tell(read.problem);
    else open(read.board);
  }

  /** A kind was dragged from the palette: onto a node it is linked from there, beside the nodes it stands alone. */
  function drop(offered: Offered, onto: Element): void {
    const word = onto.closest<SVGElement>('[data-node]')?.dataset.node;
    const id = drawn.nodes.find((node) => wordOf(node.id) === word)?.id;
    if (id !== undefined || onto.closest('[data-picture]')) add(offered, id);
  }

  function add({ kind, name, fields }: Offered, from: string | undefined): void {
    const next = added(drawn, kind, { fields, ...(from === undefined ? {} : { from }) });
    const words = `${name} ${next.id} added${from === undefined ? '' : `, linked from ${from}`}.`;
    if (draw(next.architecture, words)) choose({ node: next.id });
  }

  function link(from: string, to: string): void {
    setLinking(undefined);
    const next = linked(drawn, from, to);
    if (next === drawn) say(`${from} is linked to ${to} already.`);
    else if (draw(next, `Linked ${from} to ${to}.`)) choose({ node: to });
  }

  function remove(which: Chosen): void {
    const next = 'node' in which ? removed(drawn, which.node) : unlinked(drawn, which.link);
    const words = `${'node' in which ? which.node : 'The link'} is removed. Undo brings it back.`;
    if (!draw(next, words)) return;
    choose(undefined);
    inspect(undefined);
    focusPicture();
  }

  function view(which: Chosen): void {
    cameFrom.current = document.activeElement as HTMLElement | null;
    choose(which);
    inspect(which);
  }

  function close(): void {
    inspect(undefined);
    if (cameFrom.current?.isConnected) cameFrom.current.focus();
    else focusPicture();
  }

  function pick(which: Chosen | undefined): void {
    choose(which);
    if (inspected) inspect(which);
    if (which) say(`${linking === undefined ? '' : `Link from ${linking} to: `}${sentenceOf(drawn, which)}`);
  }

  function startLink(from: string): void {
    setLinking(from);
    say(`Link from ${from}: go to the node that it leads to, and press Enter. Escape leaves it.`);
  }

  const undo = (): void => step(undone(history), 'Undone.');
  const redo = (): void => step(redone(history), 'Done again.');

  /** Keys of the picture and of the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const act = actOf(event.key);
    if (!act) return false;
    event.preventDefault();
    act();
    return true;
  }

  function actOf(key: string): (() => void) | undefined {
    if (key === 'Escape' && (linking !== undefined || part))
      return () => {
        setLinking(undefined);
        if (linking === undefined) choose(undefined);
        say(linking === undefined ? 'Nothing is chosen.' : 'No link is drawn.');
      };
    if ((key === 'Delete' || key === 'Backspace') && part) return () => remove(part);
    if (key === 'l' && part && 'node' in part) return () => startLink(part.node);
    const offered = offers.find(({ letter }) => letter !== '' && letter === key.toLowerCase());
    return offered && (() => add(offered, linkedFrom(drawn, part)));
  }

  /** Undo and redo, wherever somebody is: in the text too, where they are the same history. */
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const isField = event.target instanceof HTMLInputElement && event.target.type === 'text';
    const key = event.key.toLowerCase();
    if (isField || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) redo();
    else undo();
  }

  const marked = useMemo(() => (part ? linesOf(now.text, part) : new Set<number>()), [now.text, part]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of what is in it
    <div class="board-app" onKeyDown={onKeyDown} data-agrees={agrees}>
      <Toolbar
        history={history}
        kept={kept}
        onUndo={undo}
        onRedo={redo}
        onOpen={open}
        onTitle={(architecture) => draw(architecture, 'The board has another name.')}
        tell={tell}
        load={load}
      />
      {told !== '' && (
        <p class="notice board-notice" role="status">
          {told}{' '}
          <button type="button" class="link-button" onClick={() => tell('')}>
            Close
          </button>
        </p>
      )}
      {task && <TaskPane task={task.lab} architecture={drawn} foreign={task.foreign} say={say} />}
      <RunPane architecture={drawn} load={load} onLoad={putUnder} sold={task?.lab.sold} say={say}>
        <div class="board-desk">
          <div class="board-left">
            <PaletteBar
              offers={offers}
              from={linkedFrom(drawn, part)}
              onAdd={(offered) => add(offered, linkedFrom(drawn, part))}
              onDrop={drop}
            />
            <Parts
              {...{ architecture: drawn, chosen: part, linking, onKey }}
              onChoose={pick}
              onOpen={view}
              onLink={link}
            />
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a file can be dropped here; the menu opens it as well */}
          <div
            class="board-middle"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              const file = event.dataTransfer?.files[0];
              if (file) bring(file);
            }}
          >
            <Picture
              {...{ architecture: drawn, chosen: part, linking, agrees, onKey }}
              onChoose={pick}
              onOpen={view}
              onLink={link}
            />
            <p class="visually-hidden" id="board-keys">
              Arrow keys go from node to node. Enter opens what is chosen, L links from it, Delete removes it, and the
              letters of the palette add a node.
            </p>
            <section class="board-acts" aria-label="What is chosen">
              {linking !== undefined ? (
                <>
                  <span>Link from {linking}: press the node that it leads to.</span>
                  <button type="button" onClick={() => setLinking(undefined)}>
                    Leave it
                  </button>
                </>
              ) : part ? (
                <>
                  <span>{sentenceOf(drawn, part)}</span>
                  <button type="button" onClick={() => view(part)}>
                    Edit{' '}
                    <span class="board-key" aria-hidden="true">
                      ↵
                    </span>
                  </button>
                  {'node' in part && (
                    <button type="button" onClick={() => startLink(part.node)}>
                      Link{' '}
                      <span class="board-key" aria-hidden="true">
                        l
                      </span>
                    </button>
                  )}
                  <button type="button" onClick={() => remove(part)}>
                    Remove{' '}
                    <span class="board-key" aria-hidden="true">
                      ⌫
                    </span>
                  </button>
                </>
              ) : (
                <span class="soft">
                  Press a node to choose it; press twice to change it; drag from one to another to link them.
                </span>
              )}
            </section>
            {shown && (
              <Inspector
                key={JSON.stringify(shown)}
                architecture={drawn}
                chosen={shown}
                onChange={(architecture, renamed) => {
                  if (!draw(architecture, 'Changed.')) return;
                  if (renamed) {
                    choose(renamed);
                    inspect(renamed);
                  }
                }}
                onLink={link}
                onRemove={remove}
                onClose={close}
              />
            )}
          </div>
          <TextPane board={now} marked={marked} onType={(text) => step(typed(history, text))} />
        </div>
      </RunPane>
      <p class="visually-hidden" role="status" data-said>
        {said}
      </p>
    </div>
  );
}

function isThere({ nodes, links }: Architecture, chosen: Chosen): boolean {
  return 'node' in chosen ? nodes.some(({ id }) => id === chosen.node) : chosen.link < links.length;
}

function focusPicture(): void {
  document.querySelector<HTMLElement>('[data-picture]')?.focus();
}
