import { defineLab } from '#grading';

export default defineLab({
  title: 'A ring of nodes',
  lesson: 5,
  marks: 2.5,
  asks: 'Place keys on nodes so that a node that joins or leaves moves its own share of the keys and no other.',
  exports: ['createRing'],
  hints: [
    'Keep one list of all points, each with its position and the node that it belongs to, in the order of the positions. A key belongs to the first point whose position is not below the key’s. If there is none, the first point of the list is next: it is a ring.',
    'Sort with a comparison of your own: by position, as numbers, and where two positions are equal, by the names of the nodes. Then the list is the same whoever came first, and a node that leaves takes its points along and uncovers what they hid.',
    'Do not keep the points in a table from position to node: of two points in one place, one would be gone for ever.',
    'For several owners walk on from the first point, and put the node of each into a `Set` until the set has `count` of them. A `Set` keeps the order in which things were added, and each only once. The place after the last is `place % ring.length`.',
    'Looking through the list from its beginning takes longer the more points there are. The list is sorted: look at the middle, and go on in the half that holds the first position not below the key’s. After twelve looks 4,000 points are down to one.',
  ],
});
