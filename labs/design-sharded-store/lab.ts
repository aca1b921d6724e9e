import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the partitioned store',
  lesson: 5,
  marks: 3,
  asks: 'Design a shop’s store on several shards that takes its writes, survives the death of any machine, and keeps within its budget.',
  exports: ['design'],
  hints: [
    "First make it whole: customers → load balancer → shop → router → shards. Each shard is a node of its own, and the router is linked to all of them: `...['a', 'b'].map((id) => ({ id, ...sold.shard, replicas: 2 }))`.",
    'Then count writes. 242 a second go to the leaders: how many are that for each, with so many shards? To it come the reads, which all copies of a shard share.',
    'Now take one copy of a shard away. What does the other one have to do, and is it still clearly below 80 a second?',
    'Routers and balancers have room to spare, and each of them is the only way. Of the shop’s servers one must be there to be lost.',
    'Two balancers, four shop servers, two routers, and six shards with two copies each do it for $5.80.',
  ],
});
