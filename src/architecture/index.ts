/** The public surface of the architecture notation: its types and tables, its checks, its picture and its words. */

export { describe, summary } from './describe.ts';
export { type DrawOptions, drawDiagram } from './draw.ts';
export { type DiagramLayout, layoutDiagram } from './layout.ts';
export {
  type Architecture,
  type ArchitectureLink,
  type ArchitectureNode,
  type Direction,
  type LinkKind,
  linkKinds,
  type NodeKind,
  nodeKinds,
  type Region,
} from './types.ts';
export { type Problem, type ProblemCode, validate } from './validate.ts';
