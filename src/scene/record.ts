/** Runs the worlds of a scene and records them. */
import { targetNamed } from '#architecture';
import type { Replay, Strike } from '#grading';
import { Link } from '#parts';
import { hashOf, type Outcome, type Recorder, type Request, Station } from '#simulation';
import { settingsOf } from './knobs.ts';
import { copyStates, most, type NodeTrack, type Recording, tones } from './recording.ts';
import { type Scene, USUAL, type World } from './scene.ts';
import { own } from './world.ts';

/** Samples of the nodes and values of the charts in one recording: fine enough to look continuous. */
const SAMPLES = 1_200;
const TICKS = 120;

/**
 * Records every world of a scene, as a viewer asked for; without a learner the scene of a lab is shown with its reference. Throws
 * whatever the scene or the learner's code throws.
 */
export function record<Learner>(
  scene: Scene<Learner>,
  replay: Replay = USUAL,
  learner = scene.reference as Learner,
): Recording[] {
  const tick = (scene.seconds * 1000) / TICKS;
  const settings = settingsOf(scene.knobs, replay.settings);
  const worlds = scene.worlds({ seed: replay.seed, settings, tick, learner });
  for (const world of worlds) checkNames(world, worlds);
  return worlds.map((world) => recordWorld(world, scene.seconds, replay, tick));
}

/** What is named twice, or names nothing, would be shown nowhere, or not be found: that is a slip of the author. */
function checkNames({ title, architecture, nodes, charts }: World, worlds: readonly World[]): void {
  const ids = architecture.nodes.map(({ id }) => id);
  const stranger = Object.keys(nodes).find((id) => !ids.includes(id));
  if (stranger !== undefined)
    throw new Error(`"${title}" says how "${stranger}" is drawn, which is no node; the nodes are ${ids.join(', ')}.`);
  if (worlds.filter((other) => other.title === title).length > 1)
    throw new Error(`Two worlds are called "${title}": the title tells them apart.`);
  const twice = charts.find((chart, index) => charts.findIndex((other) => other.title === chart.title) < index);
  if (twice) throw new Error(`"${title}" has two charts called "${twice.title}": put their lines into one.`);
}

function recordWorld(world: World, seconds: number, { strikes }: Replay, tick: number): Recording {
  const { architecture, simulation } = world;
  const moves = new MoveRecorder(world);
  simulation.trace = moves;
  for (const strike of strikes) {
    // A strike at something that these settings do not have is left out: the others still count.
    const known = targetNamed(world.targets, strike.target);
    if (!known || strike.at > seconds * 1000) continue;
    simulation.after(strike.at, () => strikeIfPossible(world, { ...strike, target: known.target }), undefined);
  }

  const every = (seconds * 1000) / SAMPLES;
  const texts = new Texts();
  const tracks = architecture.nodes.map(({ id }) => {
    const view = own(world.nodes, id);
    return view ? new Track(view, texts) : null;
  });
  const charts = world.charts.map(({ title, unit, series }) => ({
    title,
    unit,
    series: series.map(({ label, read }) => ({ label, read, values: new Float32Array(TICKS + 1) })),
  }));
  const cuts: Recording['cuts'] = [];
  let cutBefore = '';
  const ratio = SAMPLES / TICKS;
  for (let sample = 0; sample <= SAMPLES; sample++) {
    // Charts are read at whole ticks to the last bit: a hair before it, a window would not be complete yet.
    simulation.run(sample % ratio === 0 ? (sample / ratio) * tick : sample * every);
    for (const track of tracks) track?.sample();
    const links = world.cut?.() ?? [];
    if (links.join() !== cutBefore && cuts.length < most.cuts) cuts.push({ at: simulation.now, links: [...links] });
    cutBefore = links.join();
    if (sample % ratio !== 0) continue;
    for (const { series } of charts) for (const each of series) each.values[sample / ratio] = each.read(simulation.now);
  }
  simulation.trace = undefined;
  return {
    title: world.title,
    architecture,
    seconds,
    oneIn: moves.oneIn * (world.sample ?? 1),
    moves: moves.finished(),
    losses: moves.losses(),
    every,
    tick,
    nodes: tracks.map((track) => track?.finished() ?? null),
    cuts,
    texts: texts.all,
    charts: charts.map(({ title, unit, series }) => ({
      title,
      unit,
      series: series.map(({ label, values }) => ({ label, values })),
    })),
    targets: [...world.targets],
    events: (world.events?.() ?? []).slice(0, most.events),
  };
}

/** A world refuses with a RangeError what it cannot do, such as to cut a machine: an address may ask for that. */
function strikeIfPossible(world: World, strike: Strike): void {
  try {
    world.strike(strike);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
}

/** The texts that nodes show, each kept once. */
class Texts {
  readonly all: string[] = [''];
  readonly #indices = new Map<string, number>([['', 0]]);

  indexOf(text: string): number {
    let index = this.#indices.get(text);
    if (index === undefined) {
      // A scene with more than this shows the empty one: texts are for a few words, not for numbers that run.
      if (this.all.length >= most.texts) return 0;
      index = this.all.push(text.slice(0, 60)) - 1;
      this.#indices.set(text, index);
    }
    return index;
  }
}

class Track {
  readonly #view: World['nodes'][string];
  readonly #texts: Texts;
  readonly #samples: { states: number[]; busy: number[] }[] = [];
  readonly #waiting: number[] = [];
  readonly #oldest: number[] = [];
  readonly #middle: number[] = [];
  readonly #text: number[] = [];

  constructor(view: World['nodes'][string], texts: Texts) {
    this.#view = view;
    this.#texts = texts;
  }

  sample(): void {
    const { copies, waiting, ages = [], text = '' } = this.#view();
    const shown = copies.slice(0, most.copies);
    this.#samples.push({
      states: shown.map(({ state }) => copyStates.indexOf(state)),
      busy: shown.map(({ busy }) => Math.round(100 * Math.min(1, Math.max(0, busy)))),
    });
    this.#waiting.push(waiting);
    const sorted = [...ages].sort((one, other) => other - one);
    this.#oldest.push(waiting > 0 ? (sorted[0] ?? 0) : 0);
    this.#middle.push(waiting > 0 ? (sorted[sorted.length >> 1] ?? 0) : 0);
    this.#text.push(this.#texts.indexOf(text));
  }

  finished(): NodeTrack {
    const copies = this.#samples.reduce((greatest, { states }) => Math.max(greatest, states.length), 0);
    const states = new Uint8Array(copies * this.#samples.length);
    const busy = new Uint8Array(copies * this.#samples.length);
    this.#samples.forEach((sample, index) => {
      states.set(sample.states, index * copies);
      busy.set(sample.busy, index * copies);
    });
    return {
      copies,
      states,
      busy,
      waiting: Uint32Array.from(this.#waiting),
      oldest: Float32Array.from(this.#oldest),
      middle: Float32Array.from(this.#middle),
      text: Uint16Array.from(this.#text),
    };
  }
}

interface Move {
  depart: number;
  arrive: number;
  from: number;
  to: number;
  tone: number;
  origin: number;
  born: number;
}

interface Loss {
  at: number;
  node: number;
  origin: number;
}

const REQUEST = tones.indexOf('request');
const ANSWER = tones.indexOf('answer');
const FAILURE = tones.indexOf('failure');

/** Hears every arrival and every answer, and keeps those that lead from one drawn node to another. */
class MoveRecorder implements Recorder {
  oneIn: number;
  #moves: Move[] = [];
  #losses: Loss[] = [];
  /** Which hops have heard from within that it went badly, by the id of the request and the depth of the hop in it. */
  readonly #failedWithin = new Set<string>();
  readonly #world: World;
  readonly #nodes = new Map<string, number>();
  /** The node of each station by its name; −1 for one that is not drawn. */
  readonly #nodeOf = new Map<string, number>();
  /** When an answer set out over a link, by the id of its request and the depth of the link in it. */
  readonly #back = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
    this.oneIn = world.oneIn ?? 1;
    for (const [index, { id }] of world.architecture.nodes.entries()) this.#nodes.set(id, index);
  }

  record(at: number, what: 'arrive' | Outcome, _station: string, request: Request): void {
    if (!this.#isDrawn(request.origin)) return;
    const { hops } = request;
    // On arrival the station's own hop is the innermost; on an answer it has been taken off already.
    const place = what === 'arrive' ? request.depth - 1 : request.depth;
    const hop = hops[place]!;
    const back = `${request.id}/${place}`;
    this.#noteLoss(at, what, request, place);
    if (hop.station instanceof Link) {
      if (what === 'arrive') return;
      const to = this.#indexOf(hop.caller);
      const beyond = hops[place + 1];
      const sent = this.#back.get(back);
      this.#back.delete(back);
      // Nobody answered: the link itself reports that the request is lost. It gets no further than it was seen.
      if (sent === undefined || beyond === undefined) return;
      // A message, which took its time on the way there and none on the way back: nothing comes back.
      if (sent === at && beyond.since > hop.since) return;
      this.#keep({
        depart: sent,
        arrive: at,
        from: this.#nodeOfStation(beyond.station.name),
        to,
        tone: what === 'ok' ? ANSWER : FAILURE,
        origin: request.origin,
        born: request.born,
      });
      return;
    }
    const link = place > 0 && hop.caller instanceof Link ? hops[place - 1]! : undefined;
    const here = this.#nodeOfStation(hop.station.name);
    const there = this.#indexOf(link?.caller ?? hop.caller);
    if (what === 'arrive') {
      this.#keep({
        depart: link?.since ?? at,
        arrive: at,
        from: there,
        to: here,
        tone: REQUEST,
        origin: request.origin,
        born: request.born,
      });
    } else if (link) {
      this.#back.set(`${request.id}/${place - 1}`, at);
    } else {
      this.#keep({
        depart: at,
        arrive: at,
        from: here,
        to: there,
        tone: what === 'ok' ? ANSWER : FAILURE,
        origin: request.origin,
        born: request.born,
      });
    }
  }

  fault(): void {}

  /** Keeps where a request ended badly first: everybody further out only passes it on. */
  #noteLoss(at: number, what: 'arrive' | Outcome, request: Request, place: number): void {
    const here = `${request.id}/${place}`;
    const isPassedOn = this.#failedWithin.delete(here);
    if (what === 'arrive' || what === 'ok') return;
    if (place > 0) this.#failedWithin.add(`${request.id}/${place - 1}`);
    if (isPassedOn) return;
    const hop = request.hops[place]!;
    // What a link lost is lost to whoever sent it over the link.
    const node = hop.station instanceof Link ? this.#indexOf(hop.caller) : this.#nodeOfStation(hop.station.name);
    if (node >= 0 && this.#losses.length < most.losses) this.#losses.push({ at, node, origin: request.origin });
  }

  losses(): Recording['losses'] {
    const drawn = this.#losses.filter(({ origin }) => this.#isDrawn(origin));
    return { at: Float32Array.from(drawn, ({ at }) => at), node: Uint8Array.from(drawn, ({ node }) => node) };
  }

  finished(): Recording['moves'] {
    this.#moves.sort((a, b) => a.depart - b.depart);
    const moves = this.#moves;
    return {
      depart: Float32Array.from(moves, ({ depart }) => depart),
      arrive: Float32Array.from(moves, ({ arrive }) => arrive),
      from: Uint8Array.from(moves, ({ from }) => from),
      to: Uint8Array.from(moves, ({ to }) => to),
      tone: Uint8Array.from(moves, ({ tone }) => tone),
      born: Float32Array.from(moves, ({ born }) => born),
    };
  }

  #keep(move: Move): void {
    if (move.from < 0 || move.to < 0 || move.from === move.to) return;
    this.#moves.push(move);
    if (this.#moves.length < most.moves) return;
    // Too many to draw: half of the users are left out, with all that was done for them.
    this.oneIn *= 2;
    this.#moves = this.#moves.filter(({ origin }) => this.#isDrawn(origin));
  }

  /** By a hash: the ids of users' requests may all be odd, or all end alike in another way. */
  #isDrawn(origin: number): boolean {
    return this.oneIn === 1 || hashOf(origin) % this.oneIn === 0;
  }

  #indexOf(caller: unknown): number {
    if (caller instanceof Station) return this.#nodeOfStation(caller.name);
    const name = (caller as { name?: unknown }).name;
    return typeof name === 'string' ? this.#nodeOfStation(name) : -1;
  }

  #nodeOfStation(name: string): number {
    let index = this.#nodeOf.get(name);
    if (index === undefined) {
      const id = this.#world.nodeOf(name);
      index = (id === undefined ? undefined : this.#nodes.get(id)) ?? -1;
      this.#nodeOf.set(name, index);
    }
    return index;
  }
}
