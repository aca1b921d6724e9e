import type { Offer, Placement, Workload } from 'headroom/serverless-or-servers';

export function waitShare(servers: number, load: number): number {
  // Your code goes here.
  return -1;
}

export function place(workload: Workload, offer: Offer): Placement | null {
  // Your code goes here.
  return { on: 'functions', nanoDollars: -1 };
}
