import { defineLab } from '#grading';

export default defineLab({
  title: 'The autoscaler',
  lesson: 12,
  marks: 4,
  asks: 'Write the replica formula of Kubernetes, its stabilisation window, and a policy that keeps a service fast and cheap.',
  exports: ['desiredReplicas', 'stabilise', 'decide'],
  guests: 2,
  hints: [
    'For `desiredReplicas`, add up before you divide: n pods at an average of u need n × u ÷ target, and n × u is the sum. So the answer is ⌈sum ÷ target⌉ over the pods that count, and the tolerance is |sum − n × target| × 10 ≤ n × target.',
    'Decide the direction first, from pods that are ready and measured. Then add the others as the table says, and compare the new sum with the new n × target. Has the sign changed? Then nothing is to be done.',
    'For `stabilise`, take the lowest of `desired` and everything younger than the up window, and the highest of `desired` and everything younger than the down window. Below the lowest: go up to it. Above the highest: come down to it. Else stay.',
    'For `decide`, start with the rate: ⌈requestRate ÷ 60⌉ servers keep 60 %. Without a measurement, ask for what there is: `serving + starting`. Then let `stabilise` hold the way down for 300 s, with what you wanted before kept in `state`, and leave the fleet alone while the answer is within 10 % of it.',
    'That holds three of the four days. On the match evening the load grows by 23 % a minute, and what you order now serves in 90 s, on the average of a time that is past, and must do until the next order serves: more than two minutes in all. Look ahead: keep eight rates in `state`, compare the average of the newer four with that of the older four, and if it has grown, expect it to go on by the same factor: newer × (newer ÷ older) ^ 1.5.',
  ],
});
