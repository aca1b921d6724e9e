/** Shops to step through: one in which a test found something, or one whose payment is declined. */
import { defineStepping } from '#exploration';
import { type Answer, type Ask, type CreateOrders, type Shop, staged } from './shop.ts';

export default defineStepping<{ createOrders: CreateOrders }, Ask, Answer>({
  first: JSON.stringify({ goods: true, money: false, refundFails: 0, cancels: true } satisfies Shop),
  stage: (told, { createOrders }) => staged(JSON.parse(told) as Shop, createOrders),
});
