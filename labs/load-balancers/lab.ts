import { defineLab } from '#grading';

export default defineLab({
  title: 'Three load balancers',
  lesson: 9,
  marks: 1.5,
  asks: 'Write round robin, least connections and health-based balancing behind one interface, and run them on uneven servers.',
  exports: ['roundRobin', 'leastConnections', 'healthBased'],
  // A balancer's long life is many picks, and not everybody's pick is short.
  limits: { stepsPerTest: 40_000_000, stepsPerRun: 100_000_000 },
  hints: [
    'Round robin: try `servers[turn++ % servers.length]` on paper. The list is a, b, c; the counter has picked a and then b; now b leaves and the list is a, c. Who is next, and who had waited longest?',
    'So remember turns by id, not by place: keep, in a Map, the number of each server’s last turn, and pick the smallest. Who has never had a turn counts as 0. The Map belongs inside `roundRobin()`, so that each balancer has its own.',
    'Least connections in two steps: find the fewest, then filter all servers that have so many. With m of them, `Math.floor(random * m)` is one of 0 … m − 1, each in an equal part of the random numbers.',
    'Health-based is least connections on a shorter list. Compare shares without dividing: more than 20 % of the answers failed when `failed * 5 > answered`. Fewer than 5 answers prove nothing.',
    'If the list of those that are well is empty, go on with the whole list. And remember nothing: the counts you are given already forget, so a server that has recovered comes back by itself.',
  ],
});
