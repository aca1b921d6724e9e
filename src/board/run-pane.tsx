/** A board put to work: the load, the run on the stage, the weak spot, the reach, and another board beside it. The desk stands between the bar and what was found. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Architecture } from '#architecture';
import type { Replay } from '#grading';
import { number } from '#words';
import type { BoardStage } from './board-stage.ts';
import type { Sold } from './design-code.ts';
import { FigureField } from './figure-field.tsx';
import { ReachText, WeakSpotTable } from './findings.tsx';
import type { Objective, Reach } from './how-far.ts';
import { type BoardLoad, loadText } from './load.ts';
import { LoadForm } from './load-form.tsx';
import { PriceForm } from './price-form.tsx';
import { billText, boardBill } from './prices.ts';
import { hindrance } from './run.ts';
import type { WeakSpots } from './weak-spot.ts';

export interface RunPaneProps {
  architecture: Architecture;
  load: BoardLoad;
  onLoad(load: BoardLoad): void;
  /** What a design lab sells, if one is on the board. */
  sold: Sold | undefined;
  say(words: string): void;
  children: ComponentChildren;
}

interface Progress {
  words: string;
  /** From 0 to 1; undefined where nobody knows. */
  share?: number;
}

const USUAL_OBJECTIVE: Objective = { p99: 500, answered: 99.9 };

/** Loaded when somebody first runs a board: drawing needs none of it. */
async function loadRunner() {
  const [{ BoardRunner }, { BoardStage }, { proxy }] = await Promise.all([
    import('./remote.ts'),
    import('./board-stage.ts'),
    import('comlink'),
  ]);
  return { stageRunner: new BoardRunner(), searchRunner: new BoardRunner(), BoardStage, proxy };
}

export function RunPane({ architecture, load, onLoad, sold, say, children }: RunPaneProps) {
  const [kept, keep] = useState<Architecture>();
  const [progress, setProgress] = useState<Progress>();
  const [why, setWhy] = useState('');
  const [weak, setWeak] = useState<{
    found: WeakSpots;
    title: string;
    job: { architecture: Architecture; load: BoardLoad };
  }>();
  const [reach, setReach] = useState<{ found: Reach; title: string; objective: Objective }>();
  const [objective, setObjective] = useState(USUAL_OBJECTIVE);
  const [ran, setRan] = useState<{ architecture: Architecture; load: BoardLoad }>();
  const tools = useRef<ReturnType<typeof loadRunner> | undefined>(undefined);
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<BoardStage | undefined>(undefined);
  const arrived = useRef('');

  /** Does something that takes its time, and says what came of it. */
  async function work(
    words: string,
    doing: (parts: Awaited<ReturnType<typeof loadRunner>>, onProgress: (progress: Progress) => void) => Promise<void>,
  ): Promise<void> {
    const refused = hindrance(architecture);
    setWhy(refused ?? '');
    if (refused) {
      say(refused);
      return;
    }
    setProgress({ words });
    // What is told of its progress comes another way than what came of it, and may come after it.
    let isDone = false;
    try {
      tools.current ??= loadRunner();
      await doing(await tools.current, (now) => {
        if (!isDone) setProgress(now);
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : 'It could not be run.';
      if (message !== 'Stopped.') setWhy(message);
      say(message);
    } finally {
      isDone = true;
      setProgress(undefined);
    }
  }

  const run = (
    job: { architecture: Architecture; load: BoardLoad },
    beside: Architecture | undefined,
    replay?: Replay,
  ): Promise<void> =>
    work('Working it out …', async ({ BoardStage: Made, stageRunner }) => {
      stage.current ??= new Made(host.current as HTMLDivElement, stageRunner);
      const architectures = beside ? [beside, job.architecture] : [job.architecture];
      if (!(await stage.current.show({ architectures, load: job.load, ...(sold && { sold }) }, replay))) return;
      setRan(job);
      (host.current as HTMLDivElement).scrollIntoView({ block: 'start' });
      host.current?.querySelector<HTMLElement>('[data-play]')?.focus({ preventScroll: true });
    });

  const findWeakSpot = (): Promise<void> =>
    work('Trying every fault …', async ({ searchRunner, proxy }, onProgress) => {
      const found = await searchRunner.run((remote, alive) =>
        remote.weakSpots(
          architecture,
          load,
          proxy((done: number, of: number) => {
            alive();
            onProgress({ words: `${done} of ${of} trials`, share: done / of });
          }),
        ),
      );
      setWeak({ found, title: architecture.title, job: { architecture, load } });
      arrived.current = 'board-weak-title';
      const [worst] = found.hurts;
      say(worst ? `What hurts most: ${worst.what}.` : 'There is nothing to break.');
    });

  const findReach = (): Promise<void> =>
    work('Looking for the limit …', async ({ searchRunner, proxy }, onProgress) => {
      const found = await searchRunner.run((remote, alive) =>
        remote.howFar(
          architecture,
          load,
          objective,
          proxy((rate: number, holds: boolean) => {
            alive();
            onProgress({ words: `${number(rate, 0)} requests/s ${holds ? 'hold' : 'break it'}` });
          }),
        ),
      );
      setReach({ found, title: architecture.title, objective });
      arrived.current = 'board-reach-title';
      say(`It goes as far as ${number(found.holds, 0)} requests a second.`);
    });

  const stop = (): void => {
    tools.current?.then(({ stageRunner, searchRunner }) => {
      stageRunner.stop();
      searchRunner.stop();
    });
  };

  // Whoever asked is led to the answer.
  useEffect(() => {
    if (arrived.current === '') return;
    const heading = document.getElementById(arrived.current);
    arrived.current = '';
    heading?.scrollIntoView({ block: 'nearest' });
    heading?.focus({ preventScroll: true });
  }, [weak, reach]);

  const bill = boardBill(architecture, load.prices ?? {}, sold);
  const isOld = ran !== undefined && (ran.architecture !== architecture || ran.load !== load);
  const asNumber = (name: keyof Objective, label: string, unit: string) => (
    <FigureField
      {...{ name, label, unit }}
      value={String(objective[name])}
      onWrite={(written, field) => {
        const value = Number(written);
        if (value > 0) setObjective({ ...objective, [name]: value });
        else field.value = String(objective[name]);
      }}
    />
  );

  return (
    <>
      <section class="board-bar board-run" aria-label="Run">
        <button
          type="button"
          class="run"
          data-run-board
          onClick={() => run({ architecture, load }, kept)}
          disabled={progress !== undefined}
        >
          Run it
        </button>
        <button type="button" onClick={findWeakSpot} disabled={progress !== undefined}>
          Find the weak spot
        </button>
        <button type="button" onClick={findReach} disabled={progress !== undefined}>
          How far does it go?
        </button>
        {progress && (
          <span class="board-progress" role="status">
            <progress value={progress.share} aria-label="Progress" /> {progress.words}{' '}
            <button type="button" onClick={stop}>
              Stop
            </button>
          </span>
        )}
        <details class="board-set" hidden={progress !== undefined}>
          <summary>
            Load: {loadText(load)}
            {bill && ` · ${billText(bill)}`}
            {kept && `, beside “${kept.title}”`}
          </summary>
          <div class="board-set-body">
            <LoadForm load={load} onChange={onLoad} />
            <fieldset class="board-load">
              <legend>What must hold</legend>
              {asNumber('p99', '99 of 100 within', 'ms')}
              {asNumber('answered', 'Answered', '%')}
            </fieldset>
            <PriceForm
              {...{ architecture, sold, bill }}
              prices={load.prices ?? {}}
              onChange={(prices) => onLoad({ ...load, prices })}
            />
            <fieldset class="board-load">
              <legend>Side by side</legend>
              {kept ? (
                <>
                  <span>“{kept.title}” runs beside this board, under the same load and luck.</span>{' '}
                  <button type="button" onClick={() => keep(undefined)}>
                    Run this one alone
                  </button>
                </>
              ) : (
                <button type="button" onClick={() => keep(architecture)}>
                  Keep this board to compare the next with
                </button>
              )}
            </fieldset>
          </div>
        </details>
      </section>
      {why !== '' && (
        <p class="notice" role="alert">
          {why}
        </p>
      )}
      {children}
      {weak && (
        <WeakSpotTable found={weak.found} title={weak.title} onWatch={(replay) => run(weak.job, undefined, replay)} />
      )}
      {reach && <ReachText {...reach} />}
      {isOld && (
        <p class="board-old soft" role="status">
          The run below is of the board as it was. Press “Run it” to run it as it is.
        </p>
      )}
      <div class="board-stage" ref={host} data-board-stage />
    </>
  );
}
