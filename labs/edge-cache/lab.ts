import { defineLab } from '#grading';

export default defineLab({
  title: 'An edge of a content delivery network',
  lesson: 7,
  marks: 3,
  asks: 'Read what an answer says of its freshness, give out copies while they may be given out, fetch once for all who miss together, and choose the edge.',
  exports: ['policyOf', 'createEdge', 'nearestEdge'],
  hints: [
    'Begin with `policyOf`: cut the line at its commas, each piece at its first `=`, and remember the first value of each name, in lower case. A comma between quotes is no end of a piece: `line.match(/(?:"[^"]*"|[^,"])+/g)` gives the pieces.',
    'Then let a copy have three states and a function that names them: *fresh* while its age is less than `freshFor`, *stale* while it is less than `freshFor + staleFor`, *over* after that. Its age is what it had when it came, plus the time since. Count in milliseconds, so that nothing is rounded.',
    'For each path remember at most two things: the copy, and the fetch that others may join. For each fetch remember its path, whose request sent it (nobody’s, if it only refreshes), and who waits.',
    'When an answer comes, first ask one thing of it: can it be given out at this moment? If so, everybody who waits gets it. If not, it belongs to the request that sent its fetch, and each of the others sends a fetch that nobody joins.',
    'A `Map` remembers the order in which keys were put in. Delete a copy and set it again whenever it is given out, and the first key is the one that was given out longest ago. Make room in two steps: first let go of all that is over, then of the first key until the new copy fits.',
  ],
});
