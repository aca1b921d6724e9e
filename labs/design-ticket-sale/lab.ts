import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the ticket sale',
  lesson: 9,
  marks: 3,
  asks: 'Design a shop in the notation of the course that takes a hundred times its load in a moment, keeps what it promises, and survives the death of any machine.',
  exports: ['design'],
  hints: [
    'Follow the two kinds of requests apart. How many reads a second are there in the rush, and who could answer them without the database? How many orders, and how many can the database write?',
    'No number of replicas makes writes faster: the leader takes them all. What cannot be served now has to wait somewhere safe: the orders behind the shop, or the visitors before it. Either can be built.',
    "Orders wait: link the shop to the cache, to the database and to a queue, the queue to workers (`kind: 'async'`), and the workers to the same database. The shop then reads directly and leaves its orders to the queue. Visitors wait: link the visitors to a queue, the queue to doors (`kind: 'async'`), the doors to the shop, and the shop to cache and database.",
    'Orders wait: 1,200 of them within 47 s, with one worker dead, and web servers for 400 requests a second, with one dead and some room left. Visitors wait: 6,000 of them within 47 s, with one door dead; and no more a second than the leader of the database can bear, which writes a fifth of them and shares the misses of the cache with the other copies.',
    'Orders wait: two balancers, six web servers, two caches, two queues, five workers and two databases do it for $4.50. Visitors wait: two queues, eight doors, three web servers, two caches and three databases, for $4.35.',
  ],
});
