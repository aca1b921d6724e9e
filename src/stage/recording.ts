/** The worker that records what nobody has recorded before, one for all scenes of a page. */
import { scriptAddress } from '../trusted/policy.ts';
import recorderScript from './recorder.ts?worker&url';

let worker: Worker | undefined;

/** Made when it is first asked for. `scene` as in `data-scene`: the worker then begins with loading that one. */
export function recorder(scene: string): Worker {
  worker ??= new Worker(scriptAddress(recorderScript), { type: 'module', name: scene });
  return worker;
}
