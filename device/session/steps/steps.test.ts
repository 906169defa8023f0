import { describe, expect, it } from 'vitest';
import { assign, createMachine, setup } from 'xstate';
import { SERVICE_WITH_ANSWERS } from '../../../test/contract/every-question.ts';
import { formStepForChild } from '../../../test/contract/form-of-child.ts';
import { type WalkedStep, walkStep } from '../../../test/contract/step.ts';
import { FOUND_BY_AYSEL } from '../../../test/model/answers.ts';
import { expectRecordedPageMoves } from '../../../test/model/written-ways.ts';
import { catalogue } from '../../../test/support/catalogue.ts';
import { exampleAnswer, unfitDays } from '../../../test/support/example-answers.ts';
import { samplesIn } from '../../../ui/gallery/samples.ts';
import { usualProgress, type ViewName } from '../../../ui/samples/sample.ts';
import { citizenEvent, type StepEvent } from '../visit/events.ts';
import type { VisitFacts } from '../visit/facts.ts';
import type { StepEnd } from '../visit/step.ts';
import { type FormContext, fittingTiers } from './form/answering.ts';
import { FIRST_STEP, STEP_KINDS, VISIT_STEPS } from './registry.ts';

/** The longest walk takes 5 s alone, and 130 s beside twenty busy programs. */
const WALK_MS = 300_000;

describe.each(STEP_KINDS)('the step %s', { timeout: WALK_MS }, (kind) => {
  it('when touches, cards, devices, time and answers come in any order, then the step keeps its contract', () => {
    const { places, moves, shown, ends, problems, ways } = walkStep(
      VISIT_STEPS[kind] as unknown as WalkedStep,
      FOUND_BY_AYSEL,
    );
    process.stdout.write(`step ${kind}: ${places} places, ${moves} moves\n`);
    expect(problems).toEqual([]);
    expectRecordedPageMoves(kind, ways);
    // No step is before the first.
    expect(ends.has('back')).toBe(kind !== FIRST_STEP);
    expect(ends.has('done') || ends.has('takeUp')).toBe(true);
    const drawn: ReadonlySet<string> = new Set(Object.keys(samplesIn('az')));
    expect([...shown].filter((page) => !drawn.has(page))).toEqual([]);
    // Each page shows the step's progress, as in a visit (`PLACES` of ui/samples/sample.ts).
    const { progress } = VISIT_STEPS[kind];
    const placed = [...shown].map(
      (page) => usualProgress(page as ViewName)?.find(({ state }) => state === 'present')?.step,
    );
    if (progress !== null) expect(new Set(placed)).toEqual(new Set([progress]));
  });
});

describe('the form with a question of every kind', () => {
  it('when the form is walked, then it keeps its contract and reaches each question that neither card nor list answers', () => {
    const { service } = SERVICE_WITH_ANSWERS;
    const came = new Set<string>();
    const form = VISIT_STEPS.form as unknown as WalkedStep;
    const seen: WalkedStep = {
      ...form,
      view(snapshot, what) {
        const view = form.view(snapshot, what);
        came.add((view as unknown as { readonly question: { readonly id: string } }).question.id);
        return view;
      },
    };
    const { places, moves, ends, problems } = walkStep(seen, [], SERVICE_WITH_ANSWERS);
    process.stdout.write(`form of every question: ${places} places, ${moves} moves\n`);
    expect(problems).toEqual([]);
    expect([...ends].sort()).toEqual(['back', 'done']);
    const never = service.questions.map(({ id }) => id).filter((id) => !came.has(id));
    // The card has the FIN. Parts of an address are typed only if the list lacks them.
    expect(never).toEqual(['own-fin', 'home-region-typed', 'home-settlement-typed', 'home-street-typed']);
  });
});

describe('the form of a service with tiers for ages', () => {
  it('when the birth date fits a term or does not, then the step keeps its contract', () => {
    const service = catalogue().services.find(({ id }) => id === 'passport-child')!;
    const answers = {
      'child-surname': 'Quliyev',
      'child-given-names': 'Murad',
      'child-birth-date': '2026-05-23',
      'child-fin': '5ABC10D',
      mobile: '501234567',
    };
    const answer = (value: string) => ({ type: 'citizen.answer', value });
    const daysTo = (context: FormContext) => [
      ...unfitDays(context).flatMap((day) => ['', day.slice(0, 4), day.slice(0, 7), day].map(answer)),
      { type: 'citizen.next' },
    ];
    const offered = new Set<string>();
    const answersTo = (given: unknown) => {
      const context = given as FormContext;
      const terms = fittingTiers(context).map(({ id }) => id);
      for (const term of terms) offered.add(term);
      if (terms.length > 0) return terms.map(answer);
      return unfitDays(context).length > 0 && context.draft === ''
        ? daysTo(context)
        : exampleAnswer(context).map(citizenEvent);
    };
    const { ends, problems } = walkStep(VISIT_STEPS.form as unknown as WalkedStep, [], { service, answers, answersTo });
    expect(problems).toEqual([]);
    expect([...ends].sort()).toEqual(['back', 'done']);
    expect([...offered].sort()).toEqual(['age-0', 'age-1-to-2']);
  });
});

describe('the form of a service for a child in the register', () => {
  it('when the citizen touches or types the child, then the step keeps its contract', () => {
    const kinds = new Set<string>();
    const { step, madeUp } = formStepForChild(kinds);
    const { ends, problems, ways } = walkStep(step, [], madeUp);
    expectRecordedPageMoves('form for a child', ways);
    expect(problems).toEqual([]);
    expect([...ends].sort()).toEqual(['back', 'done']);
    expect([...kinds].sort()).toEqual(['date', 'fin', 'list', 'phone', 'text']);
  });
});

describe('a step that breaks its contract', () => {
  const ending = (end: unknown, page: () => { readonly show: string } = () => ({ show: 'answering' })): WalkedStep => {
    const machine = setup({
      types: {
        input: {} as Pick<VisitFacts, 'service'>,
        events: {} as StepEvent,
        context: {} as Pick<VisitFacts, 'service'> & { readonly end: unknown },
        output: {} as StepEnd,
      },
      actions: { keep: assign({ end }) },
    }).createMachine({
      context: ({ input: { service } }) => ({ service, end: null }),
      initial: 'asking',
      states: { asking: { on: { 'citizen.next': { target: 'over', actions: 'keep' } } }, over: { type: 'final' } },
      output: ({ context }) => context.end as StepEnd,
    });
    const view = page as WalkedStep['view'];
    return {
      needs: ['service'],
      reads: [],
      adds: ['answers'],
      takes: ['citizen.next'],
      rows: () => [],
      machine,
      view,
      key: () => null,
    };
  };
  const problems = (step: WalkedStep) => walkStep(step, []).problems.map((problem) => problem.split('\n')[0]);

  it.each([
    [{ end: 'done', facts: {} }, 'it is done without answers, which it adds'],
    [{ end: 'done', facts: { answers: {}, person: {} } }, 'it adds person, which it does not name'],
    [{ end: 'back', facts: { tier: {} } }, 'it goes back with tier, which it does not name'],
    [{ end: 'takeUp', facts: {}, to: 'print' }, 'it takes up an application that it did not find'],
    [{ end: 'cannot', code: 'sorry' }, 'it can not go on because of sorry, which is no code'],
  ])('when a step must not end with %o, then the walk reports this end', (end, problem) => {
    expect(problems(ending(end))).toEqual([problem]);
  });

  it('when a step has no page, or a page says undefined, then the walk reports it', () => {
    const fine = { end: 'done', facts: { answers: {} } };
    expect(problems(ending(fine))).toEqual([]);
    const none = () => {
      throw new Error('no such state');
    };
    expect(problems(ending(fine, none))).toEqual(['no page: Error: no such state']);
    expect(problems(ending(fine, () => ({ show: `${undefined}` })))).toEqual(['a page says {"show":"undefined"}']);
  });

  it('when an event of a step has no effect, its row never changes, or its state is never reached, then the walk reports it', () => {
    const fine = ending({ end: 'done', facts: { answers: {} } });
    expect(problems({ ...fine, takes: ['citizen.next', 'citizen.answer'] })).toEqual([
      'it takes citizen.answer, which does nothing anywhere: does it need an example?',
    ]);
    const looking = { at: 'home' } as const;
    const unchanged: WalkedStep = {
      ...ending({ end: 'done', facts: { looking } }),
      adds: ['looking'],
      rows: ({ looking: its }) => (its ? [{ label: 'Where', value: its.at, edit: 'where' }] : []),
    };
    expect(problems(unchanged)).toEqual([
      'no walk changed its row where: its facts are not in test/support/example-facts.ts',
    ]);
    const machine = createMachine({ initial: 'asking', states: { asking: {}, never: {} } });
    expect(problems({ ...fine, machine: machine as unknown as WalkedStep['machine'], takes: [] })).toEqual([
      'nobody came to never',
    ]);
  });
});
