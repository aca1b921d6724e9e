/** The stage of a lesson's scene: what the page was built with is played from a file, and any other run is recorded in a worker of the site's own. */
import { type Remote, wrap } from 'comlink';
import type { Replay } from '#grading';
import { type Recording, runKey, USUAL, unpacked } from '#scene';
import type { RecorderApi } from './recorder.ts';
import { recorder } from './recording.ts';
import { runFile } from './runs.ts';
import { Stage, type StageOptions } from './stage.ts';

/** What the page asks of a stage; each ends when it is shown. */
export interface LessonStage {
  /** The usual run, if nothing else is shown yet. */
  open(): Promise<void>;
  /** What the part of an address after its # holds, paused. */
  follow(fragment: string): Promise<void>;
  /** What a button's `data-show` holds; the file of its `data-run` has it recorded. Rejects with an Error for its author when that is not right. */
  show(button: HTMLElement): Promise<void>;
}

/** Loaded only where something is asked for: whoever just plays needs no checks. */
const asked = () => import('./asked.ts');

/** One for all scenes of a page. */
let remote: Remote<RecorderApi> | undefined;

export function lessonStage(host: HTMLElement): LessonStage {
  const options = JSON.parse(host.dataset.options as string) as Omit<
    StageOptions,
    'id' | 'record' | 'address' | 'hasUsual'
  >;
  const id = host.dataset.scene as string;
  /** The files of runs, and what was read from them. */
  const files = new Map<string, string>([[runKey(USUAL), host.dataset.run as string]]);
  const runs = new Map<string, Recording[]>();

  const recordedAnew = (replay: Replay): Promise<Recording[]> => {
    remote ??= wrap<RecorderApi>(recorder(id));
    return remote.record(id, replay);
  };

  const stage = new Stage(host, {
    ...options,
    id,
    hasUsual: true,
    async record(replay) {
      const key = runKey(replay);
      const file = files.get(key);
      if (file === undefined) return recordedAnew(replay);
      try {
        const run = runs.get(key) ?? unpacked(await runFile(file));
        runs.set(key, run);
        return run;
      } catch {
        // An old browser cannot unpack it, or it went with an older version of the site.
        return recordedAnew(replay);
      } finally {
        // Whoever has seen one run is likely to change something: what that needs is then on its way.
        recorder(id);
      }
    },
    address: (part) => `${location.origin}${location.pathname}#${part}`,
  });
  return {
    open: () => stage.open(),
    async follow(fragment) {
      const found = (await asked()).fromAddress(fragment);
      if (found) await stage.show(found.replay, { play: false });
    },
    async show({ dataset: { show, run, paused } }) {
      const replay = (await asked()).fromButton(show as string);
      if (run !== undefined) files.set(runKey(replay), run);
      await stage.show(replay, { play: paused === undefined });
    },
  };
}
