import { defineLab } from '#grading';

export default defineLab({
  title: 'An order, event by event',
  lesson: 13,
  marks: 3,
  asks: 'Lead orders through stock and payment by events that may come twice and in any order, and give back what was taken when one of them cannot be.',
  exports: ['createOrders'],
  hints: [
    'Keep facts and decisions apart. Facts of an order: was it placed, was it cancelled, what is known of the stock, what is known of the payment. An event only adds a fact. What to do follows from the facts, whatever their order.',
    'So write one function that looks at all facts of an order and lists everything that should have been commanded by now; what was commanded before is left out. Call it after each event. Then nobody has to think of orders: a payment that comes after the rejection leads to a refund by the same line as one that came before.',
    'The decision is made once and stays: rejected as soon as there is a cancellation, a rejection by the stock or a declined payment; confirmed as soon as it was placed and both are there. Whatever comes later changes facts, and not the decision.',
    'Remember the ids of the events that you have handled, and do nothing for one that comes again. Name a command after its order and what it does, and nothing else: so it has the same id however often it is sent.',
    'A failed refund takes the note away that the refund has been commanded, if the money is still with you. Then the list has it again. And an order is `rejected` only when nothing is with you any more and nothing is on its way: whatever was commanded has been answered.',
  ],
});
