import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the elastic media platform',
  lesson: 16,
  marks: 3,
  asks: 'Design a platform in the notation of the course that bears a fivefold spike at once, from servers and functions, for less than either would cost alone.',
  exports: ['design'],
  hints: [
    'Make it whole first, out of servers alone: viewers → balancers → applications → cache and database, with enough of them for a spike. It answers, and it is too dear. Then out of functions alone: the same. So the answer lies between.',
    'How many servers does the calm need, with something to spare? That many run all day. What comes on top in a spike goes to the function, which is paid only while it runs.',
    'A balancer can have both behind it: its applications and the function. By turns each of them gets the same share, whatever it has to do. Which policy gives a request to whoever has least to do?',
    'Six applications can do 120 a second. With `least-connections` the function gets some of the calm, and in the spike whatever the six cannot take. Auto-scaling is of no use here: a server starts in 30 s, and a spike is over after 20.',
    'Two balancers with `least-connections`, six applications, one function, two caches and two databases do it.',
  ],
});
