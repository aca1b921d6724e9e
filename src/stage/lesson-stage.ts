/** Opens the stage of a lesson's scene: its recordings are made in a worker of the site's own. */
import * as Comlink from 'comlink';
import { fromAddress } from './address.ts';
import type { RecorderApi } from './recorder.ts';
import { Stage, type StageOptions } from './stage.ts';

let recorder: Comlink.Remote<RecorderApi> | undefined;

/** One worker for all scenes of a page, made when the first is opened. */
function theRecorder(): Comlink.Remote<RecorderApi> {
  recorder ??= Comlink.wrap<RecorderApi>(new Worker(new URL('./recorder.ts', import.meta.url), { type: 'module' }));
  return recorder;
}

/** `fragment` is the part of the page's address after the #, if it is about this scene. */
export async function openStage(host: HTMLElement, fragment?: string): Promise<Stage> {
  const options = JSON.parse(host.dataset.options as string) as Omit<StageOptions, 'id' | 'record' | 'address'>;
  const id = host.dataset.scene as string;
  const asked = fragment === undefined ? undefined : fromAddress(fragment);
  const stage = new Stage(
    host,
    {
      ...options,
      id,
      record: (replay) => theRecorder().record(id, replay),
      address: (part) => `${location.origin}${location.pathname}#${part}`,
    },
    asked?.replay,
  );
  await stage.open();
  return stage;
}
