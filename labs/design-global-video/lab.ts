import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the global video service',
  lesson: 4,
  marks: 3,
  asks: 'Design a service in which videos come from edges and storage, pages from servers, a cache and shards, and no death is felt for long.',
  exports: ['design'],
  hints: [
    'Two ways begin at the viewers: to the edges and on to the storage, and to the balancer, the web servers, the applications, and from there to the cache and all shards. Links from viewers and from edges need their latency.',
    'Half of the requests are for videos. How many edges does that take, and how many if one is dead? They answer about half of those that are read; uploads go past them. What is left for the storage, how many copies is that, and how many if one is dead?',
    'The other half are pages. Three in ten write, and each write goes to the leader of one shard: how many leaders does that take, if they are to read as well?',
    'Take each node with one copy, or just enough of them, and let one die. The cache is no exception: what it answered comes to the shards.',
    'Three edges, two balancers, three web servers, three applications, two caches, three shards of two copies and four copies of the storage do it for $7.30.',
  ],
});
