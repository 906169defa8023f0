import { describe, expect, it } from 'vitest';
import { assign, createMachine } from 'xstate';
import { printingMachine } from '../../device/session/printing.machine.ts';
import { nextOf } from '../../device/session/routing.ts';
import { leadsOn } from './offers.ts';
import { screenOf } from './properties.ts';
import { rowStates } from './states.ts';
import { play } from './walk.ts';
import { beginning, kioskMachine, kioskWith, sessionMachine } from './world.ts';

/*
 * The properties of the model bite: each machine here is changed so that it does one thing that must not be, and that is found.
 */

const CHOSEN = ['all devices answer', 'recover: settled', 'start en', 'choose identity-card-replacement', 'next'];
const filled = ['card read', 'answer worn-out', 'next', 'key by key a whole answer', 'next'];
const answered = [...filled, ...ledFrom([...CHOSEN, ...filled]), 'askQuote: quoted'];
const CHECKED = [...CHOSEN, ...answered];
const SALE = [...CHECKED, 'pay', 'method card', 'lodge: lodged'];
/** The first *finish* leads to the page with the number and its slip; the second *finish* ends the visit. */
const LEFT_IN_DOUBT = [...SALE, 'sell: nothing', 'finish', 'finish'];
const PAPER = [...SALE, 'sell: approved', 'register: registered'];

/** The touches by which steps that ask nothing but a choice lead on from there. */
function ledFrom(moves: readonly string[]): readonly string[] {
  const { screen } = screenOf(play(beginning().world, moves, { mostAway: 1 }).world);
  const on = screen && leadsOn(screen);
  if (!on || on.do === 'retry') return [];
  const touch = Object.values(on).join(' ');
  return [touch, ...ledFrom([...moves, touch])];
}

const problems = (machine: typeof kioskMachine, moves: readonly string[]) =>
  play(beginning(machine).world, moves, { mostAway: 1 }).problems;

const changed = (changes: Parameters<typeof sessionMachine.provide>[0]) => kioskWith(sessionMachine.provide(changes));

describe('a machine', () => {
  it('that is as it should be has no problem on the paths below', () => {
    expect(problems(kioskMachine, [...PAPER, 'print: half printed', 'reprint', 'print: printed', 'another'])).toEqual(
      [],
    );
    expect(problems(kioskMachine, [...LEFT_IN_DOUBT, 'start en'])).toEqual([]);
  });

  it('that sells while a sale is in doubt', () => {
    const machine = changed({ guards: { wayIsOpen: () => true } });
    const again = ['start en', ...CHOSEN.slice(3), ...answered, 'pay', 'method card', 'lodge: lodged'];
    const found = problems(machine, [...LEFT_IN_DOUBT, ...again]);
    expect(found).toContain('a sale while another is in doubt');
  });

  it('that hands over what was not shown', () => {
    const machine = changed({
      actions: {
        noteWay: assign(({ context: { facts } }) => ({ method: 'card' as const, facts: { ...facts, answers: {} } })),
      },
    });
    const found = problems(machine, [...CHECKED, 'pay', 'method card']);
    expect(found).toEqual(['something is handed over that the check did not show']);
  });

  it('that hands over, or prints once more, for somebody whom only a card says', () => {
    const careless = changed({
      guards: {
        goesTo: ({ context }, kind) => {
          const { service, person } = context.facts;
          return nextOf({ ...context, done: { ...context.done, confirm: [service, person] } }) === kind;
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

  it('that prints for another visit', () => {
    const print = printingMachine.provide({ actions: { nextCopy: assign({ applicationId: 'application-7' }) } });
    const found = problems(changed({ actors: { print } }), [...PAPER, 'print: half printed', 'reprint']);
    expect(found).toEqual(['a paper of another visit']);
  });

  it('that sends a message once more, or to nobody', () => {
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

  it('that keeps something for the next application, or the next person', () => {
    const another = [...PAPER, 'print: printed', 'another'];
    const sameNumber = kioskMachine.provide({ actions: { beginAnother: () => undefined } });
    expect(problems(sameNumber, another)).toContain('another service has the number of the visit before');
    const knows = changed({ actions: { forgetKnown: () => undefined } });
    const noCard = [...another, 'choose identity-card-replacement', 'next'];
    expect(problems(knows, [...noCard, ...answered.slice(1), 'pay', 'method card'])).toEqual([
      'who was known before is still known when something is handed over',
    ]);
    const plain = kioskMachine.provide({ actions: { forget: () => undefined } });
    expect(problems(plain, [...CHOSEN, 'finish'])).toEqual([
      'the next person finds the language or the contrast of the one before',
    ]);
  });

  it('that does not listen to what devices say, or throws', () => {
    const deaf = changed({ actions: { noteDevices: () => undefined } });
    expect(problems(deaf, [...CHOSEN, 'printer goes'])).toEqual(['a machine does not know what the devices said last']);
    const throws = () => {
      throw new Error('a slip');
    };
    expect(problems(changed({ actions: { endStep: assign(throws) } }), CHECKED.slice(0, 4))).toEqual(['a bug: a slip']);
  });

  it('with a state or an event that is in no table', () => {
    const states = { waiting: { on: { 'document.read': 'wondering' } }, wondering: {} };
    const machine = createMachine({ id: 'identification', initial: 'waiting', states });
    expect(rowStates(machine)).toEqual([
      'reading has a row and is no state',
      'readingChip has a row and is no state',
      'waiting neither handles devices.changed nor says why it is ignored',
      'waiting neither handles document.inserted nor says why it is ignored',
      'waiting neither handles chip.progress nor says why it is ignored',
      'wondering has no row: which events does it ignore, and why?',
    ]);
  });
});
