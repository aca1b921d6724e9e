/** The public surface of the architecture notation: its types and tables, its checks, its picture, its words, and the running system that it describes. */

export { type CompileOptions, compile } from './compile/compile.ts';
export type { NodeTier } from './compile/nodes.ts';
export type { Break, System, TimedBreak } from './compile/system.ts';
export { type NodeFigures, type TrialOptions, type TrialResult, trial } from './compile/trial.ts';
export type { Load } from './compile/users.ts';
export { describe, summary } from './describe.ts';
export { type DrawOptions, drawDiagram } from './draw.ts';
export { contains, distance, grow, type Point, pointAlong, tenth } from './geometry.ts';
export { LONGEST_ID, LONGEST_TARGET, wordOf } from './id-word.ts';
export { type BalancingPolicy, type LinkKind, linkKinds, type NodeKind, nodeKinds } from './kinds.ts';
export { type DiagramLayout, layoutDiagram } from './layout.ts';
export { directionOnPhone } from './on-phone.ts';
export type { Problem, ProblemCode } from './problem.ts';
export { type SketchDetails, sketch } from './sketch.ts';
export {
  type FaultKind,
  faultKinds,
  faults,
  type Harm,
  harms,
  type Struck,
  struckBy,
  targetNamed,
  targetOf,
} from './target.ts';
export { escapeXml } from './text.ts';
export type { Architecture, ArchitectureLink, ArchitectureNode, Autoscale, Direction, Region } from './types.ts';
export { validate } from './validate.ts';
export { distinctNames, nodeName } from './words.ts';
