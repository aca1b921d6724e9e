import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the video platform',
  lesson: 1,
  marks: 5,
  asks: 'Design a platform in the notation of the course that survives the death of any machine, answers soon, and stays within its budget.',
  exports: ['design'],
  hints: [
    "First make it whole: viewers → CDN → load balancer → web → application → cache, database and storage. Spread what the starter lists into nodes: `{ id: 'web', ...sold.web, replicas: 2 }`. Every link to or from the outside needs its latency.",
    'Then count. Two edges answer about two thirds of 330 requests a second. How many a second are left for the web servers, how many copies is that, and how many if one of them is dead? The same for the applications.',
    'Look at each node with one copy, and ask what the others do when it dies. A cache is no exception: what it answered comes to the database, all at once.',
    'Two copies of the large cache ($0.60) leave the database so little to do that two copies of it are enough. Without a cache you would need five ($4.00), and more storage.',
    'Two of everything, except three web servers and four applications, does it for $5.05.',
  ],
});
