/** What may become markup on a page: all that the site writes, and nothing that somebody forgot to escape. */
import { describe, expect, test } from 'vitest';
import sale from '../../labs/design-ticket-sale/scene.ts';
import { drawDiagram, sketch } from '../../src/architecture/index.ts';
import { frameDocument } from '../../src/sandbox/bundle.ts';
import { type Scene, settingsOf, USUAL } from '../../src/scene/index.ts';
import { record } from '../../src/scene/record.ts';
import { stageMarkup } from '../../src/stage/markup.ts';
import { markup } from '../../src/trusted/policy.ts';

const refused = [
  '<img src="/escaped" onerror="alert(1)">',
  '<script>alert(1)</script>',
  '<b>bold</b>',
  '<p onclick="alert(1)">x</p>',
  '<p style="width: 99999px">x</p>',
  '<p style="--wide: 9; width: 9px">x</p>',
  '<p style="--wide: 9px">x</p>',
  '<p style="--wide: 9; --room: 9">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<svg><use href="#x"/></svg>',
  '<svg><animate attributeName="href" values="x"/></svg>',
  '<p class=x>x</p>',
  "<p class='x'>x</p>",
  '<p class="x"onclick="y">x</p>',
  '<p/onclick="y">x</p>',
  '<!-- -->',
  '<p',
  '< p>x',
  '<p class="<b>">x</p>',
  '<iframe srcdoc="x"></iframe>',
  '<!doctype html><script>alert(1)</script>',
];

describe('markup', () => {
  test('of a whole scene, and of a diagram, is the site’s own', () => {
    const { title, knobs, seconds, still } = sale as Scene;
    const recordings = record(sale as Scene, USUAL);
    const settings = settingsOf(knobs, {});
    const whole = stageMarkup({
      id: 's',
      title,
      knobs,
      settings,
      seconds,
      pace: 1,
      at: still * 1000,
      recordings,
      level: 3,
    });
    expect(markup(whole)).toBe(whole);
    const drawn = drawDiagram(
      sketch('<b> & "x"', 'a: client "<img src=x>" > b: web "$& `x`" x3 ~> c: queue; b => d: database; c ~> e: worker'),
    );
    expect(markup(drawn)).toBe(drawn);
  });

  test('of the sandbox’s frame is the site’s own', async () => {
    const text = await frameDocument();
    expect(markup(text)).toBe(text);
  });

  test.each(refused)('%s is refused', (text) => {
    expect(() => markup(text)).toThrow(TypeError);
    expect(() => markup(`<p>${text}</p>`)).toThrow(TypeError);
  });
});
