/** The public surface of scenes: what authors of scenes write with, and what players of recordings read. */
export { type Choices, type Expectations, Experiment, experiment, recorded, runKey, strike } from './experiment.ts';
export { byModulo, nameOf, type Placement, ROWS } from './growing-store.ts';
export { growingStoreKnobs, growingStoreWorld } from './growing-store-world.ts';
export {
  type Choice,
  choice,
  type Knob,
  type Knobs,
  type Setting,
  type Settings,
  type SettingsOf,
  type Slider,
  settingOf,
  settingsOf,
  slider,
  type Toggle,
  toggle,
} from './knobs.ts';
export { type Attempt, attempt, shown } from './learner.ts';
export { growth, lately, percentOf, perSecond, type SoFar, soFar } from './measures.ts';
export { packed, unpacked } from './packed.ts';
export { about, figureIn, Run } from './readings.ts';
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
  MOST_SECONDS,
  type NodeView,
  type Scene,
  type SceneInput,
  type Series,
  type Target,
  USUAL,
  type World,
} from './scene.ts';
export { eachShard, shardNode, sketchOfShards, workOf } from './shards.ts';
export { type SystemChart, trafficCharts, utilisation } from './system-charts.ts';
export { copiesOf, hitText, waitingAt } from './system-views.ts';
export { breakOf, type SystemWorldOptions, strikeSystem, systemWorld } from './system-world.ts';
export { describeMoment, eventsUntil } from './words.ts';
export {
  allCopies,
  at,
  atEnd,
  type Breakable,
  chart,
  eachCopy,
  nodesByName,
  type Says,
  type Telling,
  type Tells,
  type WorldOptions,
  world,
} from './world.ts';
