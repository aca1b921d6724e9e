/** What all parts of a lab at work share: its page and its panes, whose code stands there, the sandbox, and where something is told. */
import { marksChanged } from '../progress/marks.ts';
import { Visit } from '../progress/visit.ts';
import { Sandbox } from '../sandbox/browser.ts';
import type { Parts } from '../sandbox/browser-parts.ts';
import { type Desk, deskOf } from './links.ts';
import { NoticeBoard } from './notice.tsx';
import type { Panes } from './panes.ts';
import { Sheet } from './sheet.tsx';

export interface Bench {
  section: HTMLElement;
  /** The element of the page that is marked `data-<name>`. */
  part<Kind extends HTMLElement>(name: string): Kind;
  panes: Panes;
  lab: string;
  title: string;
  version: string;
  starter: string;
  desk: Desk;
  sandbox: Sandbox;
  /** The runs of this lab that the page remembers. */
  visit: Visit;
  notices: NoticeBoard;
  sheet: Sheet;
}

export async function layOut(section: HTMLElement, panes: Panes, parts: Parts): Promise<Bench> {
  const part = <Kind extends HTMLElement>(name: string): Kind => section.querySelector<Kind>(`[data-${name}]`) as Kind;
  const { lab, title, marks, addresses, version } = section.dataset as Record<
    'lab' | 'title' | 'marks' | 'addresses' | 'version',
    string
  >;
  return {
    section,
    part,
    panes,
    lab,
    title,
    version,
    starter: part<HTMLTextAreaElement>('starter').value,
    // Before anything is waited for: it starts meanwhile.
    sandbox: new Sandbox({ labId: lab, marks: Number(marks), addresses: JSON.parse(addresses), parts }),
    desk: await deskOf(version),
    visit: new Visit(lab, marksChanged),
    notices: new NoticeBoard(part('notice'), part('run')),
    sheet: new Sheet(section),
  };
}
