import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the elastic platform',
  lesson: 12,
  marks: 4,
  asks: 'Design a streaming platform in the notation of the course that follows a match day: fast on the ramp, safe at the peak, and cheap for the rest of the day.',
  exports: ['design'],
  hints: [
    'Make it whole first: viewers → load balancer → web → application → cache and database, sized for the peak and with two of everything. Only then let the two server tiers scale, and watch the bill fall.',
    'From the moment that a tier has too little, up to 5 s pass until it looks, and 10 s until what it orders serves. How much does the load grow in these 15 s? That much has to be spare at every moment of the ramp.',
    'There are two kinds of spare: the target (a share of what runs) and the minimum (what runs when it is calm). The beginning of the ramp needs the minimum, everything later the target.',
    'The cooldown decides what you pay after the final whistle. The maximum has to be above what the peak needs at your target: load ÷ (capacity × target).',
    'Targets of 0.5, 3 to 8 web servers, 4 to 16 applications, a cooldown of 20 s, and two each of the rest cost about $3.75.',
  ],
});
