/**
 * The architecture notation: one small object that is drawn, described, checked and run. Its types follow from the schema, where
 * each field has its sentence.
 */
import type * as v from 'valibot';
import type { architecture, autoscale, link, node, region } from './schema.ts';

/** How a tier changes its number of copies by itself. */
export type Autoscale = v.InferOutput<typeof autoscale>;

/** One part of a system, or `replicas` identical copies of it. */
export type ArchitectureNode = v.InferOutput<typeof node>;

/** A way from one node to another, in the direction in which the work flows. */
export type ArchitectureLink = v.InferOutput<typeof link>;

/** A place or a group with a border drawn round it: a data centre, an availability zone, a broker. */
export type Region = v.InferOutput<typeof region>;

export type Architecture = v.InferOutput<typeof architecture>;

/** Which way the work flows in a picture: `right` (left to right) or `down` (top to bottom). */
export type Direction = 'right' | 'down';
