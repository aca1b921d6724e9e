/** Two databases that know nothing of each other, and a row of the report that is made of both. */

export interface Order {
  /** A whole number, 1 or more: the later the order, the larger. */
  id: number;
  /** The id of a customer, who may have gone since. */
  customer: string;
  /** What was paid, in whole cents; below 0 where money was given back. */
  cents: number;
}

export interface Customer {
  id: string;
  name: string;
}

export interface OrderDatabase {
  /** The first 50 orders of the month whose ids are above `after`, in ascending order; all of them, if there are fewer. */
  page(month: string, after: number): Order[];
}

export interface CustomerDatabase {
  /** Those of these customers that are there, in any order. From 1 to 20 ids, all different. */
  find(ids: readonly string[]): Customer[];
}

export interface Row {
  customer: string;
  /** Null for a customer who is not there any more. */
  name: string | null;
  /** How many orders, and what was paid for all of them. */
  orders: number;
  cents: number;
}

export interface Request {
  month: string;
  /** How many customers are shown, at most. */
  limit: number;
}
