import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, assign, createMachine, StateMachine } from 'xstate';
import { printingMachine } from '../../device/session/printing.machine.ts';
import { nextStepOf } from '../../device/session/routing.ts';
import { primaryIntent } from './offers.ts';
import { attentionOf, screenOf } from './properties.ts';
import { stateRowFaults } from './states.ts';
import { askedAnyhow, makeMovesByName } from './walk.ts';
import { beginning, kioskMachine, kioskWith, sessionMachine } from './world.ts';

/* Each machine here does one forbidden thing, and a property of the model must find it. */

const CHOSEN = ['all devices answer', 'recover: settled', 'start az', 'choose identity-card-replacement', 'next'];
const filled = ['card read', 'answer worn-out', 'next', 'key by key a whole answer', 'next'];
const answered = [...filled, ...ledFrom([...CHOSEN, ...filled]), 'askQuote: quoted'];
const CHECKED = [...CHOSEN, ...answered];
const SALE = [...CHECKED, 'pay', 'method card', 'lodge: lodged'];
const LEFT_IN_DOUBT = [...SALE, 'sell: nothing', 'finish', 'finish'];
const LODGING = [...CHECKED, 'pay', 'method card'];
const PAPER = [...SALE, 'sell: approved', 'register: registered'];

function ledFrom(moves: readonly string[]): readonly string[] {
  const { screen } = screenOf(makeMovesByName(beginning().world, moves, { mostAway: 1 }).world);
  const on = screen && primaryIntent(screen);
  if (!on || on.do === 'retry') return [];
  const touch = Object.values(on).join(' ');
  return [touch, ...ledFrom([...moves, touch])];
}

const problems = (machine: typeof kioskMachine, moves: readonly string[]) =>
  makeMovesByName(beginning(machine).world, moves, { mostAway: 1 }).problems;

const changed = (changes: Parameters<typeof sessionMachine.provide>[0]) => kioskWith(sessionMachine.provide(changes));

describe('a machine', () => {
  it('when the machine is unchanged, then the paths below have no problem', () => {
    expect(problems(kioskMachine, [...PAPER, 'print: half printed', 'reprint', 'print: printed', 'another'])).toEqual(
      [],
    );
    expect(problems(kioskMachine, [...LEFT_IN_DOUBT, 'start az'])).toEqual([]);
  });

  it('when the machine sells while a sale is in doubt, then a property reports it', () => {
    const machine = changed({ guards: { wayIsOpen: () => true } });
    const again = ['start az', ...CHOSEN.slice(3), ...answered, 'pay', 'method card', 'lodge: lodged'];
    const found = problems(machine, [...LEFT_IN_DOUBT, ...again]);
    expect(found).toContain('a sale while another is in doubt');
  });

  it('when the machine hands over data that was not shown, then a property reports it', () => {
    const machine = changed({
      actions: {
        noteWay: assign(({ context: { facts } }) => ({ method: 'card' as const, facts: { ...facts, answers: {} } })),
      },
    });
    const found = problems(machine, [...CHECKED, 'pay', 'method card']);
    expect(found).toEqual(['something is handed over that the check did not show']);
  });

  it('when the machine hands over or prints again for a person with only a card, then a property reports it', () => {
    const careless = changed({
      guards: {
        goesTo: ({ context }, kind) => {
          const { service, person } = context.facts;
          return nextStepOf({ ...context, done: { ...context.done, confirm: [service, person] } }) === kind;
        },
      },
    });
    const [wakes, settles, starts] = CHOSEN as [string, string, string];
    const certificate = ['choose family-members-certificate', 'next', 'card read', 'key by key a whole answer', 'next'];
    expect(problems(careless, [wakes, settles, starts, ...certificate, 'next'])).toEqual([
      'something is handed over for somebody not confirmed',
    ]);
    const found = ['continue', 'key by key a whole code', 'next', 'card read', 'lookUp: a certificate', 'next'];
    expect(problems(careless, [wakes, settles, starts, ...found])).toEqual([
      'a paper is numbered for somebody not confirmed',
    ]);
  });

  it('when the machine prints for another visit, then a property reports it', () => {
    const print = printingMachine.provide({ actions: { nextCopy: assign({ applicationId: 'application-7' }) } });
    const found = problems(changed({ actors: { print } }), [...PAPER, 'print: half printed', 'reprint']);
    expect(found).toEqual(['a paper of another visit']);
  });

  it('when the visit asks for a call of staff, or the kiosk keeps it for the next person, then the walk reports it', () => {
    const found = (machine: typeof kioskMachine) =>
      askedAnyhow(makeMovesByName(beginning(machine).world, CHECKED, { mostAway: 1 }).world, { mostAway: 1 });
    const asks = changed({
      actions: { noteReading: assign(({ event: { type } }) => (type === 'citizen.call-staff' ? { attempts: 1 } : {})) },
      guards: { choosesWay: ({ context }) => context.attempts === 0 },
    });
    const keeps = kioskMachine.provide({ actions: { forget: () => undefined } });
    expect(found(kioskMachine)).toEqual([]);
    expect(found(asks)).toEqual(['checking asks for the call of staff: pay']);
    expect(new Set(found(keeps))).toEqual(new Set(['the next person finds the call of the one before']));
  });

  it('when a call of staff was shown for its time, then the page says it no more', () => {
    const says = (...moves: readonly string[]) =>
      screenOf(makeMovesByName(beginning().world, [...CHECKED, ...moves], { mostAway: 1 }).world).screen?.called;
    expect([says('call-staff'), says('call-staff', 'call.shown')]).toEqual([true, false]);
  });

  it('when the machine sends a message twice or without a recipient, then a property reports it', () => {
    const careless = changed({ guards: { maySend: () => true } });
    const done = [...PAPER, 'print: printed', 'send-message', 'sendMessage: sent'];
    expect(problems(kioskMachine, done)).toEqual([]);
    expect(problems(careless, [...done, 'send-message'])).toEqual(['a message is sent once more']);
    const [wakes, settles, starts] = CHOSEN as [string, string, string];
    const ticket = ['choose queue-ticket', 'next', 'answer legal', 'next', 'next', 'lodge: lodged'];
    const printed = ['register: registered', 'print: printed'];
    expect(problems(careless, [wakes, settles, starts, ...ticket, ...printed, 'send-message'])).toEqual([
      'a message to nobody',
    ]);
  });

  it('when the machine keeps data for the next application or person, then a property reports it', () => {
    const another = [...PAPER, 'print: printed', 'another'];
    const sameNumber = kioskMachine.provide({ actions: { beginAnother: () => undefined } });
    expect(problems(sameNumber, another)).toContain('another service has the number of the visit before');
    const knows = changed({ actions: { forgetKnown: () => undefined } });
    const noCard = [...another, 'choose identity-card-replacement', 'next'];
    expect(problems(knows, [...noCard, ...answered.slice(1), 'pay', 'method card'])).toEqual([
      'who was known before is still known when something is handed over',
    ]);
    const plain = kioskMachine.provide({ actions: { forget: () => undefined } });
    const [devices, settled, ...starts] = CHOSEN as [string, string, ...string[]];
    expect(problems(plain, [devices, settled, 'display contrast', ...starts, 'finish'])).toEqual([
      'the next person finds the language or the display of the one before',
    ]);
  });

  it('when the machine ignores the devices or throws, then a property reports it', () => {
    const deaf = changed({ actions: { noteDevices: () => undefined } });
    expect(problems(deaf, [...CHOSEN, 'printer goes'])).toEqual(['a machine does not know what the devices said last']);
    const throws = () => {
      throw new Error('a slip');
    };
    expect(problems(changed({ actions: { endStep: assign(throws) } }), CHECKED.slice(0, 4))).toEqual(['a bug: a slip']);
  });

  it('when the machine has a state or an event without a row, then the check of the tables reports it', () => {
    const states = { waiting: { on: { 'document.read': 'wondering' } }, wondering: {} };
    const machine = createMachine({ id: 'identification', initial: 'waiting', states });
    expect(stateRowFaults(machine)).toEqual([
      'reading has a row and is no state',
      'readingChip has a row and is no state',
      'waiting neither handles devices.changed nor says why it is ignored',
      'waiting neither handles document.inserted nor says why it is ignored',
      'waiting neither handles chip.progress nor says why it is ignored',
      'wondering has no row: which events does it ignore, and why?',
    ]);
  });
});

type Config = { readonly [key: string]: unknown };

function transitionsIn({ on = {}, after = {}, states = {} }: Config, at: readonly string[] = []): readonly string[][] {
  const own = Object.entries({ on, after } as Readonly<Record<string, Config>>).flatMap(([key, events]) =>
    Object.entries(events).flatMap(([event, its]) =>
      Array.isArray(its) ? its.map((_, nth) => [...at, key, event, String(nth)]) : [[...at, key, event]],
    ),
  );
  const inside = Object.entries(states as Config);
  return [...own, ...inside.flatMap(([name, its]) => transitionsIn(its as Config, [...at, 'states', name]))];
}

function without(config: unknown, [key = '', ...more]: readonly string[]): unknown {
  if (Array.isArray(config)) return config.filter((_, nth) => String(nth) !== key);
  const { [key]: its, ...others } = config as Config;
  return more.length === 0 ? others : { ...others, [key]: without(its, more) };
}

const ATTENTION = ['states', 'visit', 'states', 'attention'];

describe('the idle warning', () => {
  const [wakes, settles, starts] = CHOSEN as [string, string, string];
  const IDLE = 'after idle.session.visit.attention.attentive';
  const GRACE = 'after grace.session.visit.attention.warned';
  const ASKED = [...CHOSEN, ...answered.slice(0, -1)];
  const ABSENT = 'after absent.session.visit.attention.absent';
  const LEAVES = 'the person leaves';
  const QUOTED = 'askQuote: quoted';

  /** Moves, and the idle warning's state afterwards. `again`: the last move restarts the minute. */
  const WAYS = [
    { what: 'nobody is there for a minute', moves: [wakes, settles, starts, IDLE], attention: 'warned' },
    { what: 'nobody is there for longer', moves: [wakes, settles, starts, IDLE, GRACE], attention: null },
    { what: 'the citizen stays', moves: [wakes, settles, starts, IDLE, 'stay'], attention: 'attentive' },
    { what: 'a card comes', moves: [...CHOSEN, IDLE, 'card inserted'], attention: 'attentive' },
    { what: 'the office answers', moves: [...ASKED, IDLE, QUOTED], attention: 'attentive' },
    { what: 'a code is refused', moves: [...CHOSEN, IDLE, 'code refused'], attention: 'attentive' },
    { what: 'nobody is there while money moves', moves: [...SALE, IDLE], attention: 'attentive', again: true },
    { what: 'the citizen touches', moves: [wakes, settles, starts, 'stay'], attention: 'attentive', again: true },
    { what: 'a card comes in time', moves: [...CHOSEN, 'card inserted'], attention: 'attentive', again: true },
    { what: 'a code is refused in time', moves: [...CHOSEN, 'code refused'], attention: 'attentive', again: true },
    { what: 'the office answers in time', moves: [...ASKED, QUOTED], attention: 'attentive', again: true },
    { what: 'the person leaves', moves: [...CHOSEN, LEAVES], attention: 'absent' },
    { what: 'the person is away', moves: [...CHOSEN, LEAVES, ABSENT], attention: 'warned' },
    { what: 'the person is away while data moves', moves: [...LODGING, LEAVES, ABSENT], attention: 'attentive' },
    { what: 'the person comes back', moves: [...CHOSEN, LEAVES, 'a person comes'], attention: 'attentive' },
    { what: 'the person comes late', moves: [...CHOSEN, LEAVES, ABSENT, 'a person comes'], attention: 'attentive' },
    { what: 'the sensor sees no person who touches', moves: [...CHOSEN, LEAVES, 'stay'], attention: 'attentive' },
    { what: 'a card comes without a person', moves: [...CHOSEN, LEAVES, 'card inserted'], attention: 'attentive' },
    { what: 'a code comes without a person', moves: [...CHOSEN, LEAVES, 'code refused'], attention: 'attentive' },
    { what: 'the office answers no person', moves: [...ASKED, LEAVES, QUOTED], attention: 'attentive' },
  ] as const;

  const wrongWays = (machine: AnyStateMachine): readonly string[] =>
    WAYS.filter(({ moves, attention, ...way }) => {
      try {
        const before = makeMovesByName(beginning(machine).world, moves.slice(0, -1), { mostAway: 1 }).world;
        const after = makeMovesByName(before, moves.slice(-1), { mostAway: 1 }).world;
        const timer = idleOf(after);
        const isNew = timer !== undefined && timer !== idleOf(before);
        return attentionOf(after) !== attention || ('again' in way && !isNew);
      } catch (error) {
        // A move that the way needs is missing. Any other error is a fault of this test.
        if (!/^there is no "/.test(String((error as Error).message))) throw error;
        return true;
      }
    }).map(({ what }) => what);

  /** Each start of the timer gives another value. */
  const idleOf = ({ root }: Parameters<typeof attentionOf>[0]) =>
    Object.entries(root.machines['session']?.timers ?? {}).find(([id]) => id.includes('idle'))?.[1];

  it('when the citizen does nothing for a minute, then the warning comes; a touch, a card or an answer of the office removes it', () => {
    expect(wrongWays(kioskMachine as unknown as AnyStateMachine)).toEqual([]);
  });

  const { attention } = (sessionMachine.config as never as { states: { visit: { states: Record<string, Config> } } })
    .states.visit.states;
  it.each(transitionsIn(attention!).map((at) => [at.join('.'), at] as const))(
    'when the transition %s is removed, then at least one of the ways to the idle warning fails',
    (_, at) => {
      const config = without(sessionMachine.config, [...ATTENTION, ...at]);
      const session = new StateMachine(config as never, sessionMachine.implementations as never);
      const machine = kioskWith(session as unknown as typeof sessionMachine);
      expect(wrongWays(machine as unknown as AnyStateMachine)).not.toEqual([]);
    },
  );
});
