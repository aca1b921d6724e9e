/** The public surface of scenes: what authors of scenes write with, and what players of recordings read. */
export { record } from './record.ts';
export {
  buffersOf,
  copyStates,
  cutsAt,
  type Moves,
  most,
  type NodeTrack,
  nodeAt,
  type RecordedChart,
  type Recording,
  sampleAt,
  type Tone,
  tones,
} from './recording.ts';
export {
  type ChartSpec,
  type CopyView,
  defineScene,
  type Knob,
  MOST_SECONDS,
  type NodeView,
  type Scene,
  type SceneInput,
  type Series,
  type Setting,
  type Settings,
  settingOf,
  settingsOf,
  type Target,
  targetNamed,
  USUAL,
  type World,
} from './scene.ts';
export {
  breakOf,
  nodesByName,
  type SystemWorldOptions,
  strikeSystem,
  systemWorld,
  trafficCharts,
} from './system-world.ts';
export { describeMoment, eventsUntil } from './words.ts';
