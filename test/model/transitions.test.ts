import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, StateMachine } from 'xstate';
import { identificationMachine } from '../../device/session/steps/identify/identification.machine.ts';
import { STEP_KINDS, type StepKind, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { formStepForChild } from '../contract/form-of-child.ts';
import { edgeProblems, pageMoveOf, repeatEdge, type StepEdge, type WalkedStep, walkStep } from '../contract/step.ts';
import { drawnByCommit } from '../support/commit.ts';
import { FOUND_BY_AYSEL } from './answers.ts';
import { removableTransitions } from './drops.ts';
import { screenOffers } from './offers.ts';
import { screenOf } from './properties.ts';
import { stubSteps } from './stub-step.ts';
import { type DropReport, dropEach } from './transitions.ts';
import { UNNOTICED_IN_CORE } from './unnoticed-core.ts';
import { makeCheckedMove, sameWorld, type WalkMove, walk } from './walk.ts';
import { type PageMove, unheardMoves } from './ways.ts';
import { journeyOf, kioskWith, sessionMachine, sessionOf, type World } from './world.ts';

/* If a transition is removed, a law of the walk must fail, or a page must lead elsewhere than `ways.json` says. */

const ALL = process.env['TRANSITIONS'] === 'all';
const WALK_MS = 3_600_000;

/** Transitions that no law misses if they are removed, with the reason. */
const UNNOTICED: Readonly<Record<string, readonly string[]>> = {
  // *Next* on the list of children: the last branch changes nothing either.
  form: ['form.asking: citizen.next 1 of 4: not noticed'],
  // No law covers it yet: without this transition a person who typed the code is asked for it again.
  find: ['find.confirming: at once: not noticed'],
  // `choosingPlace` has the same transition.
  appointment: ['appointment.answered: at once 3 of 4: not noticed'],
};

const STEPS_NOW: readonly StepKind[] = ALL
  ? STEP_KINDS
  : [drawnByCommit()(['choose', 'prefill', 'quote', 'appointment'])];

function dropEachOf(kind: StepKind): DropReport {
  const step = VISIT_STEPS[kind] as unknown as WalkedStep;
  const machines = [
    step.machine,
    ...(kind === 'identify' ? [identificationMachine as unknown as AnyStateMachine] : []),
  ];
  return dropEach<StepEdge>({
    drops: machines.flatMap(removableTransitions),
    walk(ear) {
      walkStep(step, FOUND_BY_AYSEL, undefined, ear);
      if (kind !== 'form') return;
      const child = formStepForChild();
      walkStep(child.step, [], child.madeUp, ear);
    },
    wayOf: pageMoveOf,
    again: repeatEdge,
    problems: edgeProblems,
  });
}

const CORE = kioskWith(sessionMachine.provide({ actors: stubSteps })) as unknown as AnyStateMachine;

function withInner(machine: AnyStateMachine): readonly AnyStateMachine[] {
  const seen = new Set<AnyStateMachine>();
  const visit = (each: unknown): void => {
    if (!(each instanceof StateMachine) || seen.has(each)) return;
    seen.add(each);
    for (const inner of Object.values(each.implementations.actors as Record<string, unknown>)) visit(inner);
  };
  visit(machine);
  return [...seen];
}

function coreWay({ from, move, to }: WalkMove): PageMove {
  const at = (world: World): string => {
    const machines = sessionOf(world)?.machines ?? {};
    const inner = Object.entries(machines).map(([id, { snapshot }]) => `${id}.${JSON.stringify(snapshot.value)}`);
    return [journeyOf(world) ?? JSON.stringify(world.root.snapshot.value), ...inner].join(' ');
  };
  const [before, after] = [at(from), at(to)];
  return { page: before, by: move.type, leads: sameWorld(from, to) ? null : after };
}

function coreProblems({ from, move, to, problems }: WalkMove): readonly string[] {
  const { screen } = screenOf(from);
  const isIdle = screen !== null && screenOffers(screen).includes(move.type) && sameWorld(from, to);
  return [
    ...problems,
    ...unheardMoves(from.root, move.happenings, to.root),
    ...(isIdle ? [`the page ${screen.show} offers ${move.type}, which does nothing`] : []),
    ...(screenOf(to).problem === null ? [] : ['no page']),
  ];
}

/** States that run a step: one function makes them all, and a stub gets no forwarded events. */
const OF_ROOMS = new RegExp(`^session\\.visit\\.journey\\.(${STEP_KINDS.join('|')}): `);

/** A changed page counts as noticed in the core too, although `ways.json` has only the steps. */
function dropEachOfCore(): DropReport {
  const options = { mostAway: 1 };
  return dropEach<WalkMove>({
    drops: withInner(CORE)
      .flatMap(removableTransitions)
      .filter(({ name }) => !OF_ROOMS.test(name)),
    walk: (ear) => walk(options, CORE, ear),
    wayOf: coreWay,
    again({ from, move }) {
      const { world, problems } = makeCheckedMove(from, move, options);
      return { from, move, to: world, problems };
    },
    problems: coreProblems,
  });
}

describe('when a transition is missing, then a law of the walk or a way of a page says so', {
  timeout: WALK_MS,
}, () => {
  it.each(STEPS_NOW)('the step %s', (kind) => {
    const { unnoticed, ...numbers } = dropEachOf(kind);
    process.stdout.write(`step ${kind}: ${JSON.stringify(numbers)}\n`);
    expect(unnoticed).toEqual(UNNOTICED[kind] ?? []);
  });

  it.each(ALL ? ['the core'] : [])('%s', () => {
    const { unnoticed, ...numbers } = dropEachOfCore();
    process.stdout.write(`core: ${JSON.stringify(numbers)}\n`);
    const names = unnoticed.map((each) => each.replace(/: (not noticed|never taken)$/, ''));
    expect(names.sort()).toEqual([...UNNOTICED_IN_CORE].sort());
  });
});
