/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** Set by the lesson page before it renders the lesson. */
    lesson?: import('./site/lessons.ts').Lesson;
    /** How many explanations the page has so far. */
    explanations?: number;
    /** How many curves the page has so far. */
    curves?: number;
    /** How many simulations the page has so far. */
    simulations?: number;
    /** How many tables of the same heads the page has so far, by their heads. */
    tables?: Map<string, number>;
  }
}
