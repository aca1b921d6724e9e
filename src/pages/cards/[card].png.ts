/** The pictures beside shared links: one for each lesson, and one for every other page. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { type Card, cardPicture } from '../../site/card.ts';
import { course } from '../../site/course.ts';

const COURSE: Card = {
  place: 'a course on scalable systems',
  title: 'Systems that hold when the crowd arrives',
  text: 'Play with a live system until it breaks. Then write the part that decides, and have it graded, all in your browser.',
  share: 0.5,
};

export const getStaticPaths = (async () => {
  const stops = await course();
  const cards = stops.flatMap(({ slug, number, part, title, lesson }) => {
    if (!lesson) return [];
    const count = stops.filter((stop) => stop.part === part).length;
    const card: Card = {
      place: `lesson ${number} of ${count}`,
      title,
      text: lesson.data.summary,
      share: number / stops.length,
    };
    return [{ params: { card: slug }, props: { card } }];
  });
  return [{ params: { card: 'headroom' }, props: { card: COURSE } }, ...cards];
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ props }) =>
  new Response(await cardPicture((props as { card: Card }).card), { headers: { 'Content-Type': 'image/png' } });
