import { defineLab } from '#grading';

export default defineLab({
  title: 'The partitioner',
  lesson: 8,
  marks: 1.5,
  asks: 'Choose the partition of a record from its key: first evenly and repeatably, then exactly as Kafka’s Java client does.',
  exports: ['partition'],
  hints: [
    'Step 1 in words: check the count, turn the whole key into one large whole number (the hash), and take the remainder by the count. `x % n` keeps the sign of x, so see to it that the hash is not negative.',
    'Any hash in which every character counts, and its place too, will do for step 1: start with some number, and for each character multiply by an odd constant, such as 31, and XOR the character’s code in. `Math.imul` multiplies as 32-bit integers do, and `hash >>> 0` is not negative.',
    'For step 2, `new TextEncoder().encode(key)` gives the bytes. Write the hash as a function of bytes alone, and begin with the empty key: its hash is the seed and the final mix, 275646681.',
    'Then the tails and a whole block, one by one: the hash of `4` is 1514888353, of `aa` 2131569471, of `abc` 479470107, and of `user` 843406574. A block is `b0 | (b1 << 8) | (b2 << 16) | (b3 << 24)`; `mixBlock` does the rest with it.',
    'The tail XORs its bytes into the hash at the same places, 0, 8 and 16, and multiplies once at the end, by a `Math.imul`, but only if there is a tail. The answer is `(finish(hash) & 0x7fffffff) % partitionCount`.',
  ],
});
