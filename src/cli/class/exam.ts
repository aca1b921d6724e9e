/**
 * Seeds that only the instructor knows. The page that learners have tells anybody who looks what it is made of, its seeds too; so what counts is graded
 * elsewhere, on inputs that come from a secret. Everybody meets the same ones, and the same secret gives them again.
 */
import { createHmac } from 'node:crypto';

/** Fewer characters could be guessed by trying. */
export const LEAST_SECRET = 16;

/** The seed of a lab. Throws an Error that says what is wrong with the secret. */
export function examSeed(secret: string, lab: string): number {
  const key = secret.trim();
  if (key.length < LEAST_SECRET)
    throw new Error(`The secret of an exam has at least ${LEAST_SECRET} characters: openssl rand -hex 16 writes one.`);
  return createHmac('sha256', key).update(`headroom exam ${lab}`).digest().readInt32BE();
}
