import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { isStepKind } from '../../device/session/steps/registry.ts';
import { pageOf } from '../papers/glass-text.ts';
import type { RunningMachine } from './composed.ts';
import { screenOffers } from './offers.ts';
import { screenOf } from './properties.ts';
import { statesOf } from './states.ts';
import { STEPS_THAT_DELAY_FINISH, STEPS_WITHOUT_IDLE_WARNING } from './tables.ts';
import { changesPage, type Edge, type Graph, pathTo, type WalkPlace } from './walk.ts';
import { contextOf, journeyOf, sessionOf, stepOf } from './world.ts';

const COUNT = packageFile('test/model/count.json');

const AT_REST = ['outOfService', 'closed'];
const isAttract = ({ root }: WalkPlace) => root.snapshot.matches({ open: 'attract' });

function stranded(
  graph: Graph,
  goal: (place: WalkPlace) => boolean,
  keep: (edge: Edge) => boolean,
): readonly WalkPlace[] {
  const into = new Map<WalkPlace, WalkPlace[]>();
  for (const edge of graph.edges) {
    if (edge.from === edge.to || !keep(edge)) continue;
    const sources = into.get(edge.to);
    if (sources) sources.push(edge.from);
    else into.set(edge.to, [edge.from]);
  }
  const reached = new Set(graph.places.filter(goal));
  for (const place of reached) for (const source of into.get(place) ?? []) reached.add(source);
  return graph.places.filter((place) => !reached.has(place));
}

const paths = (places: readonly WalkPlace[]) => places.slice(0, 5).map((place) => `${place.key}\n  ${pathTo(place)}`);

const hasPage = (place: WalkPlace): boolean => !isStepKind(journeyOf(place) ?? '') || stepOf(place) !== undefined;

/**
 * Pages that may show another number or none. A ticket's code leads to the application. While answers are checked again, only the leave
 * question has the previous attempt's number.
 */
const SHOWS_OTHER_NUMBER: ReadonlySet<CitizenScreen['show']> = new Set(['done', 'whatWasRead', 'checking']);

function numberIn(place: WalkPlace): string | null {
  const { registered, reference, previous } = contextOf(place) ?? {};
  return registered?.reference ?? reference ?? previous ?? null;
}

function looksOf(screen: CitizenScreen): string {
  const { show, stage, money, slip, code, back } = screen as unknown as Record<string, unknown>;
  return JSON.stringify({ show, stage, money, slip, code, back });
}

export interface WalkSpec {
  readonly name: string;
  readonly graph: () => Graph;
  readonly machines: Parameters<typeof statesOf>[0][];
  readonly pages: readonly string[];
  readonly unvisited?: readonly string[];
}

/** Declares the tests of a walk: the number of places, no forbidden effects, and an end from everywhere. */
export function testWalk({ name, graph, machines, pages, unvisited = [] }: WalkSpec): void {
  let screens: readonly ({ readonly place: WalkPlace } & ReturnType<typeof screenOf>)[] | undefined;
  const drawn = () =>
    (screens ??= graph()
      .places.filter(hasPage)
      .map((place) => ({ place, ...screenOf(place) })));

  it('when the model is walked, then it has the recorded number of places and moves', () => {
    const steps: Record<string, number> = {};
    for (const place of graph().places) {
      const step = journeyOf(place) ?? 'no visit';
      steps[step] = (steps[step] ?? 0) + 1;
    }
    const { places, moves, depth } = graph();
    const found = { places: places.length, moves, depth, steps };
    process.stdout.write(
      `${name}: ${found.places} places, ${found.moves} moves, walked to the end at depth ${depth}\n`,
    );
    const counted = JSON.parse(readFileSync(COUNT, 'utf8')) as Record<string, unknown>;
    if (process.env['UPDATE_MODEL'])
      writeFileSync(COUNT, `${JSON.stringify({ ...counted, [name]: found }, null, 2)}\n`);
    else
      expect(
        found,
        'if the machines were changed on purpose: UPDATE_MODEL=1 npx vitest run --project model test/model',
      ).toEqual(counted[name]);
  });

  it('when a move is made, then the move has no forbidden effect', () => {
    expect(graph().problems).toEqual([]);
  });

  it('when the model is walked, then every place has a screen, and every screen is at a place', () => {
    const shown = new Set<CitizenScreen['show']>();
    const problems = new Set<string>();
    for (const { place, screen, problem } of drawn()) {
      if (screen) shown.add(screen.show);
      else problems.add(`${problem}\n  ${pathTo(place)}`);
    }
    expect([...problems]).toEqual([]);
    // Pages for staff have their own samples.
    expect([...shown].filter((show) => show !== 'maintaining').sort()).toEqual([...pages].sort());
  });

  it('when an application has a reference, then each page and each question whether to leave show the reference', async () => {
    const seen = new Map<string, { readonly screen: CitizenScreen; readonly place: WalkPlace }>();
    for (const { place, screen } of drawn()) {
      if (screen && numberIn(place)) seen.set(looksOf(screen), { screen, place });
    }
    const missing: string[] = [];
    for (const { screen, place } of seen.values()) {
      const number = numberIn(place) ?? '';
      if (screen.kept?.reference !== number) missing.push(`the frame of ${screen.show}\n  ${pathTo(place)}`);
      if (SHOWS_OTHER_NUMBER.has(screen.show) || isStepKind(journeyOf(place) ?? '')) continue;
      const { text } = await pageOf(screen);
      if (!text.includes(number)) missing.push(`${looksOf(screen)}\n  ${pathTo(place)}`);
    }
    expect(missing).toEqual([]);
  });

  it('when a screen offers a touch, then the touch has an effect', () => {
    const does = new Map<WalkPlace, Set<string>>();
    for (const { from, move, to } of graph().edges) {
      if (to === from) continue;
      const moves = does.get(from) ?? new Set();
      does.set(from, moves.add(move.type));
    }
    const dead = new Map<string, string>();
    for (const { place, screen } of drawn()) {
      for (const button of screen ? screenOffers(screen) : [])
        if (!does.get(place)?.has(button) && !changesPage(place, button))
          dead.set(`${screen?.show}: ${button}`, pathTo(place));
    }
    expect([...dead]).toEqual([]);
  });

  it('when the model is walked, then every state of every machine is reached', () => {
    const visited = new Map<string, Set<string>>();
    const visit = ({ machine, snapshot, machines: inner }: RunningMachine): void => {
      const states = visited.get(machine.id) ?? new Set();
      visited.set(machine.id, states);
      for (const { path } of snapshot._nodes) states.add(path.join('.'));
      Object.values(inner).forEach(visit);
    };
    for (const { root } of graph().places) visit(root);
    const never = machines.flatMap((machine) =>
      statesOf(machine)
        .filter(({ path, passing }) => !passing && !visited.get(machine.id)?.has(path))
        .map(({ path }) => `${machine.id} ${path}`),
    );
    expect(never).toEqual(unvisited);
  });

  it('when any place is reached, then a path leads from there to the first screen', () => {
    expect(paths(stranded(graph(), isAttract, () => true))).toEqual([]);
  });

  it('when the citizen is gone, then the first screen is reached whatever devices and back office answer', () => {
    const alone = ({ move }: Edge) => move.by === 'time' || (move.by === 'answer' && move.worst === true);
    // If no service is open, the kiosk waits for its devices or staff, not for time.
    const home = (place: WalkPlace) => isAttract(place) || AT_REST.some((at) => place.root.snapshot.matches(at));
    expect(paths(stranded(graph(), home, alone))).toEqual([]);
  });

  it('when *finish and clear* is touched, then the visit clears, or the step is listed as an exception', () => {
    const finishes = graph().edges.filter(({ from, move }) => move.type === 'finish' && sessionOf(from));
    const stays = finishes.filter(({ to }) => sessionOf(to));
    const steps = (edges: readonly Edge[]) => [...new Set(edges.map(({ from }) => journeyOf(from)))].sort();
    expect(steps(stays)).toEqual(Object.keys(STEPS_THAT_DELAY_FINISH).sort());
    expect(steps(finishes)).toEqual([...new Set(graph().places.map(journeyOf))].filter((step) => step !== null).sort());
  });

  it('when a minute passes without a touch, then a warning comes, or the step has its own listed end', () => {
    const idles = graph().edges.filter(({ move }) => move.type.startsWith('after idle.session'));
    const warns = ({ to }: Edge) => sessionOf(to)?.snapshot.matches({ visit: { attention: 'warned' } }) ?? false;
    const steps = (edges: readonly Edge[]) => [...new Set(edges.map(({ from }) => journeyOf(from)))].sort();
    expect(steps(idles.filter((edge) => !warns(edge)))).toEqual(Object.keys(STEPS_WITHOUT_IDLE_WARNING).sort());
    const warned = steps(idles.filter(warns));
    expect(warned.filter((step) => step !== null && step in STEPS_WITHOUT_IDLE_WARNING)).toEqual([]);
    expect([...warned, ...Object.keys(STEPS_WITHOUT_IDLE_WARNING)].sort()).toEqual(
      [...new Set(graph().places.map(journeyOf))].filter((step) => step !== null).sort(),
    );
  });
}
