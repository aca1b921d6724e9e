/** The stage of a lesson's scene: its recordings are made in a worker of the site's own. */
import * as Comlink from 'comlink';
import { scriptAddress } from '../trusted/policy.ts';
import type { RecorderApi } from './recorder.ts';
import recorderScript from './recorder.ts?worker&url';
import { Stage, type StageOptions } from './stage.ts';

/** What the page asks of a stage; each ends when it is shown. */
export interface LessonStage {
  /** The usual run, if nothing else is shown yet. */
  open(): Promise<void>;
  /** What the part of an address after its # holds, paused. */
  follow(fragment: string): Promise<void>;
  /** What a button's `data-show` holds. Rejects with an Error for its author when that is not right. */
  show(text: string, play: boolean): Promise<void>;
}

/** Loaded only where something is asked for: whoever just plays needs no checks. */
const asked = () => import('./asked.ts');

let recorder: Comlink.Remote<RecorderApi> | undefined;

/** One worker for all scenes of a page, made when the first is opened. */
function theRecorder(): Comlink.Remote<RecorderApi> {
  recorder ??= Comlink.wrap<RecorderApi>(new Worker(scriptAddress(recorderScript), { type: 'module' }));
  return recorder;
}

export function lessonStage(host: HTMLElement): LessonStage {
  const options = JSON.parse(host.dataset.options as string) as Omit<
    StageOptions,
    'id' | 'record' | 'address' | 'hasUsual'
  >;
  const id = host.dataset.scene as string;
  const stage = new Stage(host, {
    ...options,
    id,
    hasUsual: true,
    record: (replay) => theRecorder().record(id, replay),
    address: (part) => `${location.origin}${location.pathname}#${part}`,
  });
  return {
    open: () => stage.open(),
    async follow(fragment) {
      const found = (await asked()).fromAddress(fragment);
      if (found) await stage.show(found.replay, { play: false });
    },
    async show(text, play) {
      await stage.show((await asked()).fromButton(text), { play });
    },
  };
}
