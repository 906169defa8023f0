import { describe, expect, it } from 'vitest';
import { AYSEL } from '../../test/rigs/machine-rig.ts';
import { catalogue } from '../../test/support/catalogue.ts';
import { quoteOn } from '../catalogue/price.ts';
import { PLAIN_DISPLAY } from '../words/display.ts';
import { initialContext, isVisitPaid, OPEN_AT_FIRST_PAGE, type SessionContext } from './context.ts';
import {
  changeAtBack,
  changeAtStepEnd,
  dropIdentityConfirmation,
  isFoundRegistered,
  nextStepOf,
  resetForServiceChoice,
  stepBefore,
  stepInputOf,
  stepToEdit,
} from './routing.ts';
import { UNANSWERED_DEVICES } from './visit/devices.ts';
import type { VisitFacts } from './visit/facts.ts';

const CATALOGUE = catalogue();
const card = CATALOGUE.services.find(({ id }) => id === 'identity-card-replacement')!;
const other = CATALOGUE.services.find(({ id }) => id !== card.id)!;
const tier = card.tiers[0]!;
const TIER = { tier };
const QUOTE = { quote: quoteOn(card, tier, { today: '2026-11-24', dated: true }) };
const PERSON: Pick<VisitFacts, 'person'> = { person: { document: AYSEL, assurance: 'zone' } };
const PREFILL: Pick<VisitFacts, 'prefill'> = { prefill: { key: 'known-1', children: [], phone: null } };
const ANSWERS = { answers: { reason: 'worn-out', mobile: '501234567' } };

const fresh = initialContext({
  known: null,
  again: null,
  list: null,
  visit: 1,
  language: 'en',
  display: PLAIN_DISPLAY,
  devices: UNANSWERED_DEVICES,
  catalogue: CATALOGUE,
  today: '2026-11-24',
  dated: true,
  used: {},
});
const visitAfter = (
  context: SessionContext,
  change: (at: SessionContext) => Partial<SessionContext>,
): SessionContext => ({
  ...context,
  ...change(context),
});

const HOME = { at: 'home' } as const;
const choose = (at: SessionContext, service: VisitFacts['service']) =>
  changeAtStepEnd(at, 'choose', { end: 'takeUp', facts: { looking: HOME, service }, to: 'begin' });
const chosen = visitAfter(fresh, (at) => choose(at, card));
const priced = visitAfter(chosen, (at) => changeAtStepEnd(at, 'requirements', { end: 'done', facts: TIER }));
const known = visitAfter(priced, (at) => changeAtStepEnd(at, 'identify', { end: 'done', facts: PERSON }));
const prefilled = visitAfter(known, (at) => changeAtStepEnd(at, 'prefill', { end: 'done', facts: PREFILL }));
const answered = visitAfter(prefilled, (at) => changeAtStepEnd(at, 'form', { end: 'done', facts: ANSWERS }));
const filled = visitAfter(answered, (at) => changeAtStepEnd(at, 'quote', { end: 'done', facts: QUOTE }));

describe('the next step', () => {
  it('when steps are done, then the next one is the first that is not done, and after the last *check your answers*', () => {
    expect([chosen, priced, known, prefilled, answered, filled].map(nextStepOf)).toEqual([
      'requirements',
      'identify',
      'prefill',
      'form',
      'quote',
      'checking',
    ]);
  });

  it('when the service is by appointment, then the appointment comes after the form, and again if its time is lost', () => {
    const service = { ...card, appointment: true };
    const place = { id: 'window-3', window: '3', floor: 1 };
    const slot = { key: 'hold-1', place, day: '2026-11-26', from: '09:00', until: '09:30' };
    const plan = ['requirements', 'identify', 'prefill', 'form', 'appointment', 'quote'] as const;
    const steps = plan.map((kind, at) => ({
      kind,
      facts: [TIER, PERSON, PREFILL, ANSWERS, { slot }, QUOTE][at]!,
    }));
    const order: string[] = [];
    const booked = steps.reduce(
      (at, { kind, facts }) => {
        order.push(nextStepOf(at));
        return visitAfter(at, () => changeAtStepEnd(at, kind, { end: 'done', facts }));
      },
      visitAfter(fresh, (at) => choose(at, service)),
    );
    expect(order).toEqual(plan);
    expect(nextStepOf(booked)).toBe('checking');
    const lost = { ...booked, facts: { ...booked.facts, slot: { ...slot, lost: true as const } } };
    expect([nextStepOf(lost), stepBefore(lost, 'checking')]).toEqual(['appointment', 'appointment']);
    expect(stepToEdit(booked, 'appointment')?.kind).toBe('appointment');
    expect(stepToEdit(filled, 'appointment')).toBeNull();
  });

  it('when a fact that a done step needs changes, then this step is next', () => {
    const changed = visitAfter(filled, (at) => ({ facts: { ...at.facts, service: { ...card } } }));
    expect(nextStepOf(changed)).toBe('requirements');
  });

  it('when a card is read again, then the kiosk reads the register again', () => {
    const person = { document: AYSEL, assurance: 'chip' } as const;
    expect(nextStepOf({ ...filled, facts: { ...filled.facts, person } })).toBe('prefill');
  });

  it('when a step opens, then its input has the facts that it needs, reads or added before, and no others', () => {
    const { facts } = filled;
    expect(stepInputOf('form', filled)).toEqual({
      catalogue: CATALOGUE,
      devices: UNANSWERED_DEVICES,
      language: 'en',
      today: '2026-11-24',
      dated: true,
      used: {},
      ...OPEN_AT_FIRST_PAGE,
      service: facts.service,
      person: facts.person,
      tier: facts.tier,
      ...PREFILL,
      answers: facts.answers,
    });
    expect(Object.keys(stepInputOf('find', filled)).sort()).toEqual(Object.keys(stepInputOf('find', fresh)).sort());
  });
});

describe('the way back', () => {
  it('when the citizen goes back, then the step before reopens at its end, and a read card stays read', () => {
    const back = visitAfter(filled, (at) => changeAtBack(at, 'checking'));
    expect([nextStepOf(back), back.opening]).toEqual(['form', { only: null, from: 'after' }]);
    // The next *check your answers* gets a new quote.
    expect([back.facts.quote, back.done.quote, back.facts.answers]).toEqual([undefined, undefined, ANSWERS.answers]);
    const further = visitAfter(back, (at) =>
      changeAtStepEnd(at, 'form', { end: 'back', facts: { answers: { reason: 'lost' } } }),
    );
    expect([nextStepOf(further), further.facts.person, further.facts.answers]).toEqual([
      'requirements',
      PERSON.person,
      { reason: 'lost' },
    ]);
    expect(stepBefore(further, 'requirements')).toBeUndefined();
    const again = visitAfter(further, (at) => changeAtStepEnd(at, 'requirements', { end: 'done', facts: TIER }));
    expect([nextStepOf(again), again.opening]).toEqual(['form', OPEN_AT_FIRST_PAGE]);
  });

  it('when the citizen goes back from a changed row, then *check your answers* is next, with the choices so far', () => {
    const open = visitAfter(filled, (at) => stepToEdit(at, 'tier')?.change ?? {});
    expect(open.opening).toEqual({ only: 'tier', from: 'before' });
    const fast = { ...tier, id: 'fast' };
    const back = visitAfter(open, (at) => changeAtStepEnd(at, 'requirements', { end: 'back', facts: { tier: fast } }));
    expect([nextStepOf(back), back.facts.tier, back.opening]).toEqual(['quote', fast, OPEN_AT_FIRST_PAGE]);
  });
});

describe('a row of *check your answers*', () => {
  it('when a row is changed, then its own step opens, or none for an unknown row', () => {
    expect(['tier', 'reason', 'mobile', 'no such row'].map((row) => stepToEdit(filled, row)?.kind)).toEqual([
      'requirements',
      'form',
      'form',
      undefined,
    ]);
  });
});

describe('the beginning of a service', () => {
  it('when a service begins, then only the facts of the choice stay; resetForServiceChoice() keeps the number of tried codes and the place of the search', () => {
    const before = { ...filled, facts: { ...filled.facts, lookUps: 2 } };
    expect(choose(before, other)).toEqual({
      facts: { looking: HOME, service: other },
      done: {},
      opening: OPEN_AT_FIRST_PAGE,
      openEntries: null,
      asksForCard: false,
      waitsForOffice: false,
      endsByItself: false,
      registered: null,
      approval: null,
      paidCash: null,
      reserved: null,
      at: null,
    });
    expect(resetForServiceChoice(before).facts).toEqual({ lookUps: 2, looking: HOME });
  });
});

describe('an application that is taken up', () => {
  const found = { state: 'open', registered: null } as VisitFacts['found'];
  const takenUp = (facts: Partial<VisitFacts>) =>
    visitAfter(fresh, (at) => changeAtStepEnd(at, 'find', { end: 'takeUp', facts: { found, ...facts }, to: 'check' }));

  it('when every step has its facts, then *check your answers* is next', () => {
    expect(nextStepOf(takenUp({ service: card, ...TIER, ...QUOTE, ...PERSON, ...PREFILL, ...ANSWERS }))).toBe(
      'checking',
    );
  });

  it('when a step lacks its facts, then this step is next', () => {
    const opened = takenUp({ service: card, ...TIER, ...PERSON });
    expect(nextStepOf(opened)).toBe('prefill');
    expect(
      nextStepOf(visitAfter(opened, (at) => changeAtStepEnd(at, 'prefill', { end: 'done', facts: PREFILL }))),
    ).toBe('form');
    expect(nextStepOf(takenUp({ service: card, ...TIER, ...PERSON, ...PREFILL, ...ANSWERS }))).toBe('quote');
  });
});

describe('a paid application that was taken up and left', () => {
  it('when the citizen leaves a paid application, then its payment is forgotten', () => {
    const payment = {
      terminalId: '1',
      traceNumber: '2',
      receiptNumber: '3',
      amount: 1_500,
      at: '2026-11-24T10:00:00Z',
    };
    const notes = { notes: [500, 1_000] };
    for (const paidBy of [payment, notes]) {
      const found = {
        state: 'registered',
        payment: paidBy,
        registered: { registeredAt: payment.at },
      } as unknown as VisitFacts['found'];
      const facts = { found, service: card, ...TIER, ...QUOTE, ...ANSWERS };
      const paid = visitAfter(fresh, (at) => changeAtStepEnd(at, 'find', { end: 'takeUp', facts, to: 'print' }));
      expect([isVisitPaid(paid), nextStepOf(paid)]).toEqual([true, 'identify']);
      const left = visitAfter(paid, resetForServiceChoice);
      expect([isVisitPaid(left), left.registered, left.at]).toEqual([false, null, null]);
    }
  });
});

describe('a service with register data of the person', () => {
  const certificate = CATALOGUE.services.find(({ id }) => id === 'family-members-certificate')!;
  const all = { service: certificate, tier: certificate.tiers[0]!, ...QUOTE, ...PERSON, ...ANSWERS };
  const moment = '2026-11-24T10:00:00Z';
  const registered = {
    state: 'registered',
    payment: null,
    registered: { registeredAt: moment },
  } as VisitFacts['found'];
  const printed = visitAfter(fresh, (at) =>
    changeAtStepEnd(at, 'find', { end: 'takeUp', facts: { found: registered, ...all }, to: 'print' }),
  );
  const CONFIRMED = { confirmed: { by: 'code', code: 'code-1' } } as const;

  it('when the paper is printed again, then the person is confirmed first, and no step is before', () => {
    expect(nextStepOf(printed)).toBe('confirm');
    expect(stepBefore(printed, 'confirm')).toBeUndefined();
    const confirmed = visitAfter(printed, (at) => changeAtStepEnd(at, 'confirm', { end: 'done', facts: CONFIRMED }));
    expect([isFoundRegistered(confirmed), nextStepOf(confirmed)]).toEqual([true, 'checking']);
  });

  it('when the card or the application changes, then the person is confirmed again', () => {
    const confirmed = visitAfter(printed, (at) => changeAtStepEnd(at, 'confirm', { end: 'done', facts: CONFIRMED }));
    const person = { document: AYSEL, assurance: 'zone' } as const;
    expect(nextStepOf({ ...confirmed, facts: { ...confirmed.facts, person } })).toBe('confirm');
    const again = visitAfter(confirmed, dropIdentityConfirmation);
    expect([nextStepOf(again), again.facts.confirmed]).toEqual(['confirm', undefined]);
  });
});

describe('a step that cannot go on', () => {
  it('when a step cannot go on, then the trouble has its code and no money moved', () => {
    const stopped = visitAfter(priced, (at) => changeAtStepEnd(at, 'identify', { end: 'cannot', code: 'RDR-106' }));
    expect(stopped.trouble).toEqual({ code: 'RDR-106', money: 'none' });
  });
});
