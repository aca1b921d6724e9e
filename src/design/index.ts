/** The public surface of design labs: what they are declared with, and what comes from a declaration. */
export { briefValues, fillBrief } from './brief.ts';
export type { Catalogue, Need, Offer, Way } from './catalogue.ts';
export { type DesignLab, defineDesignLab } from './design-lab.ts';
export { requirementsOf } from './requirements.ts';
export { type DesignScene, designScene } from './scene.ts';
export { soldProblem, soldText } from './sold.ts';
export { testDesigns } from './suite.ts';
