import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the ticket sale',
  lesson: 9,
  marks: 5,
  asks: 'Design a shop in the notation of the course that takes a hundred times its load in a moment, loses no order, and survives the death of any machine.',
  exports: ['design'],
  hints: [
    'Follow the two kinds of requests apart. How many reads a second are there in the rush, and who could answer them without the database? How many orders, and how many can the database write?',
    'No number of replicas makes writes faster: the leader takes them all. What cannot be served now has to wait somewhere safe, and the visitor must not wait with it.',
    "Link the shop to the cache, to the database and to a queue, the queue to workers (`kind: 'async'`), and the workers to the same database. The shop then reads directly and leaves its orders to the queue.",
    'Workers: 1,200 orders within 45 s, with one worker dead. Web servers: 400 requests a second, with one server dead and some room left, because at 100 % the line only grows.',
    'Two balancers, six web servers, two caches, two queues, five workers and two databases do it for $4.50.',
  ],
});
