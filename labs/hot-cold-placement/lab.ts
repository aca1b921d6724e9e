import { defineLab } from '#grading';

export default defineLab({
  title: 'Hot and cold videos',
  lesson: 4,
  marks: 3,
  asks: 'Decide which videos are kept where: safe copies of all of them, and near copies of those that are watched there.',
  exports: ['placeReplicas'],
  hints: [
    'Do the safe copies first, video by video: sort the regions by its views there, and take the first two. What they take altogether is known before anything is placed, so compare it with the budget at once.',
    'Then make one list of all pairs of a video and a region that have no copy yet, and sort it by the views of that video in that region. Go through it once, from the most views on.',
    'A pair that does not fit is passed over, and a smaller one behind it may still fit. A pair without views is passed over as well, however much room there is.',
    'Equal views: the smaller id of the video first, and for the same video the smaller region, as `<` compares strings. The result is sorted by the same two names.',
  ],
});
