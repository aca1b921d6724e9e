import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the shop by events',
  lesson: 13,
  marks: 2.5,
  asks: 'Design a shop in the notation of the course in which orders, payment and stock scale apart from each other, so that a rush is taken in at once and worked off in time, whichever machine dies.',
  exports: ['design'],
  hints: [
    'How long does a shopper wait if the order service calls payment and stock itself? And how many orders a second can payment do, with a machine for each four?',
    'An order service that calls a topic answers when the event is stored there. Link the topic to payment and to stock, each a node of its own: each of them gets every order.',
    'A backlog is not a fault if it ends. 1,200 orders come in the rush; what payment has not done by its end it must do within 35 s, while 10 more come each second.',
    'A database writes 40 a second, with however many replicas. Payments and reservations of 1,200 orders are 2,400 writes. What about a database for each?',
    'Two balancers, five order services, two topics (replicas of one), nine payments, four stocks, and two databases of two copies do it for $4.65.',
  ],
});
