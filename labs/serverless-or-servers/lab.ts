import { defineLab } from '#grading';

export default defineLab({
  title: 'Serverless or servers?',
  lesson: 16,
  marks: 3,
  asks: 'Place a workload where it costs least and still keeps its latency objective: on functions that are paid by use, or on servers that are paid by the hour.',
  exports: ['waitShare', 'place'],
  hints: [
    'Work out the two sides apart from each other: what would it cost on functions, or why can it not run there; the same for servers. Only the last three lines of `place` compare.',
    'Erlang’s B first: begin with `b = 1`, and for k = 1 … servers let `b = load × b ÷ (k + load × b)`. Then C = b ÷ (1 − (load ÷ servers) × (1 − b)). No factorial, no power, nothing that overflows.',
    'For servers, ask each phase by itself, with the workers of the servers that are left when one is lost: load = perHour × serviceMs ÷ 3,600,000, and the slow share is C × e^(−(workers − load) × patienceMs ÷ serviceMs). Try 1 server, 2 servers, 3 … until every phase is content; then add the spare.',
    'Functions are refused for five reasons: a request may take too long, need too much memory, too many run at once, or cold starts are slow *and* frequent. A cold start that is shorter than the patience makes nobody slow. A phase without requests has no slow ones.',
    'The price of one request is `nanoDollarsPerRequest + Math.ceil(serviceMs × memoryMb × nanoDollarsPerGbSecond ÷ (1000 × 1024))`, and that times all requests of the month is the bill. Servers are paid in every hour, also in those without requests.',
  ],
});
