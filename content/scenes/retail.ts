/**
 * Lesson 13: one shop twice. On one side the order service calls payment, stock and mail and waits for each; on the other it stores an
 * event and answers, and whoever is concerned reads it. The same orders, the same machines, the same payment service that becomes slow.
 */
import { compile, sketch } from '#architecture';
import { atEnd, chart, defineScene, type SceneInput, slider, soFar, systemWorld, type World } from '#scene';

/** One copy of the payment service works on so many orders at once; of a slow one each takes longer. */
const AT_ONCE = 2;

const knobs = {
  rate: slider('Orders', { min: 10, max: 60, step: 5, value: 40, unit: 'per second' }),
  payment: slider('A payment takes', { min: 50, max: 400, step: 50, value: 100, unit: 'ms' }),
  copies: slider('Payment services', { min: 2, max: 8, value: 3 }),
};

export default defineScene({
  title: 'Orders by calls, and by events',
  seconds: 60,
  pace: 2,
  still: 20,
  knobs,
  worlds: (input) => [shop('Calls', input), shop('Events', input)],
});

function shop(title: 'Calls' | 'Events', { seed, tick, settings }: Omit<SceneInput<typeof knobs>, 'learner'>): World {
  const { rate, payment, copies } = settings;
  const front = 'shoppers: client "Shoppers" > balancer: load-balancer > orders: service "Order service" x3';
  const services = `payment: ${title === 'Calls' ? 'service' : 'consumer'} "Payment" x${copies}`;
  const way =
    title === 'Calls'
      ? `orders > ${services}; orders > stock: service "Stock" x2; orders > mail: service "Mail" x2`
      : `orders > placed: topic "Orders" x2
         placed ~> ${services}; placed ~> stock: consumer "Stock" x2
         payment > outcomes: topic "Outcomes" x2; stock > outcomes
         outcomes ~> mail: consumer "Mail" x2`;
  const site = sketch(`An online shop, by ${title.toLowerCase()}`, `${front}\n${way}`, {
    orders: { capacity: 100, latency: 20 },
    payment: { capacity: (AT_ONCE * 1000) / payment, latency: payment },
    stock: { capacity: 100, latency: 20 },
    mail: { capacity: 100, latency: 20 },
    ...(title === 'Events' && { placed: { latency: 5 }, outcomes: { latency: 5 } }),
  });
  const system = compile(site, { seed, load: { rate, writes: 1, patience: 3000 }, window: tick });
  const waiting = () => [...system.backlogs.values()].reduce((sum, { waiting: held }) => sum + held, 0);
  const gone = () => `${soFar(system).percentFailed.toFixed(1)} % turned away`;
  return systemWorld({
    title,
    system,
    tick,
    oneIn: 4,
    says: { shoppers: gone },
    charts: ['tail', 'failures', chart('Orders that wait in a topic', 'events', { waiting: () => waiting() })],
    breaks: ['payment', 'stock', 'mail', 'orders'],
    tells: [atEnd(() => `${gone()}; ${waiting()} events wait.`)],
  });
}
