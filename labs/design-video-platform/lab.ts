import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the video platform',
  lesson: 1,
  marks: 4,
  asks: 'Design a platform in the notation of the course that survives the death of any machine, answers soon, and stays within its budget.',
  exports: ['design'],
  hints: [
    "First make it whole: viewers → CDN → load balancer → web → application → cache, database (one, or shards) and storage. Spread what the starter lists into nodes: `{ id: 'web', ...sold.web, replicas: 2 }`. Every link to or from the outside needs its latency.",
    'Then count. Two edges answer more than half of 330 requests a second. How many a second are left for the web servers, how many copies is that, and how many if one of them is dead? The same for the applications.',
    'Look at each node with one copy, and ask what the others do when it dies. A cache is no exception: what it answered comes to the database, all at once.',
    'Count the writes: 5 % of 330 is 17 a second, and no cache takes them. More copies do not write. The leader of the one large database does 50 requests of any kind; that of a shard does 20. So either two copies of the database, or several shards that share the writes, each with a copy that can do it alone if the other dies. Before either stand two copies of the large cache ($0.60), which leave few reads.',
    'Two of everything, except three web servers and four applications, do it: with four shards of two copies each for $4.65, with two copies of the one database for $5.05.',
  ],
});
