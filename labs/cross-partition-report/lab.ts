import { defineLab } from '#grading';

export default defineLab({
  title: 'A report over two databases',
  lesson: 5,
  marks: 1.5,
  asks: 'Make a report of customers and their orders from two databases, with as few queries as it takes.',
  exports: ['report'],
  hints: [
    'Begin with the orders. Ask for a page after the last id that you have, and stop as soon as a page has fewer than 50 orders. Exactly 50 may be all that there are, or not: only another query tells.',
    'Add up by customer in a `Map`. Then sort and cut the list: you know who is shown before you know a single name.',
    'Now take the customers who are shown, 20 at a time, and ask for each batch once. Answers come in any order, so look names up by id, in a `Map` again; who is not among them has `null`.',
    'The order of customers who paid the same is that of their ids, as `<` compares strings.',
  ],
});
