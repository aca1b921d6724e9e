/** A small design lab, and a design that meets it: what the tests of design labs are about. */
import type { Architecture } from '#architecture';
import { type DesignLab, defineDesignLab } from '#design';

export const shop: DesignLab = defineDesignLab({
  catalogue: {
    sold: {
      loadBalancer: { kind: 'load-balancer', capacity: 1000, latency: 1, price: 0.2 },
      web: { kind: 'web', capacity: 100, latency: 20, price: 0.15, warmUp: 10 },
      smallCache: { kind: 'cache', capacity: 1000, latency: 1, items: 10, price: 0.1 },
      largeCache: { kind: 'cache', capacity: 1000, latency: 1, items: 1000, price: 0.25 },
      database: { kind: 'database', capacity: 40, latency: 50, price: 0.8 },
    },
    ways: [
      { from: 'client', to: ['load-balancer', 'web'], latency: 30 },
      { from: 'load-balancer', to: ['web'] },
      { from: 'web', to: ['cache', 'database'] },
    ],
    needs: [
      { kind: 'client', calls: ['load-balancer', 'web'], because: 'nobody can reach the shop' },
      { kind: 'web', calls: ['database'], because: 'what it shows is in the database' },
    ],
    single: [{ kind: 'database', because: 'a seat is sold once' }],
    through: [{ kind: 'database', passes: 'web', because: 'only web servers know the rules' }],
  },
  load: { rate: 1500, writes: 0.125, items: { count: 2000, exponent: 1 }, patience: 2500 },
  warmUp: 10,
  seconds: 20,
  asked: {
    sound: { marks: 0.5 },
    answers: { marks: 1, why: 'x', when: 'All day', availability: 0.995, p50: 40, p99: 1200 },
    survival: {
      marks: 1,
      why: 'x',
      harm: 'closes the shop',
      moment: '4 s into it',
      at: 4,
      within: 5,
      restored: 0.99,
      mostFailed: 1200,
    },
    bill: { marks: 0.5, why: 'x', most: 3.5, counts: 'what is drawn', occasion: 'the day' },
  },
  figures: { rush: 4000 },
});

const { loadBalancer, web, largeCache, database } = shop.catalogue.sold as Record<string, { kind: string }>;

/** What an offer gives to a node. */
function bought(offer: object | undefined): object {
  const { price: _price, warmUp: _warmUp, ...figures } = offer as { price: number; warmUp?: number };
  return figures;
}

export function soundShop(): Architecture {
  return {
    title: 'Shop',
    nodes: [
      { id: 'visitors', kind: 'client' },
      { id: 'balancer', ...bought(loadBalancer), replicas: 2 },
      { id: 'web', ...bought(web), replicas: 3 },
      { id: 'cache', ...bought(largeCache) },
      { id: 'seats', ...bought(database), replicas: 2 },
    ],
    links: [
      { from: 'visitors', to: 'balancer', latency: 30 },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'cache' },
      { from: 'web', to: 'seats' },
    ],
  } as Architecture;
}
