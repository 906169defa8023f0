import { describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../device/words/display.ts';
import { LANGUAGE_CODES } from '../device/words/language.ts';
import {
  GuidePressSchedule,
  hintControlKey,
  touchesHintControl,
  waitsForNewcomer,
} from '../simulators/dock/page/demo/hands.ts';
import {
  type GuideMemory,
  type GuideScreen,
  type Hint,
  type HintId,
  hintOf,
} from '../simulators/dock/page/demo/hints.ts';
import { type GuidedVisit, newVisit, restartVisit, updateVisit } from '../simulators/dock/page/demo/visit.ts';
import { GUIDE_WORDS } from '../simulators/dock/page/demo/words.ts';
import type { DockState } from '../simulators/dock/state.ts';
import { sampleNames, screenOf } from '../ui/gallery/samples.ts';
import type { ViewName } from '../ui/samples/sample.ts';

const ASKED = { language: 'az', display: PLAIN_DISPLAY, simulated: true } as const;
const MEMORY: GuideMemory = newVisit('az');
const NOTHING_TO_TOUCH: readonly HintId[] = ['wait', 'away'];

const SCREENS: readonly CitizenScreen[] = sampleNames()
  .filter((sample): sample is { show: ViewName; name: string } => sample.show !== 'closed')
  .map(({ show, name }) => screenOf(show, name, ASKED, 4));

interface Devices {
  readonly reader?: Partial<DockState['reader']>;
  readonly terminal?: Partial<DockState['terminal']>;
  readonly printer?: Partial<DockState['printer']>;
  readonly billValidator?: Partial<DockState['billValidator']>;
  readonly backOffice?: Partial<DockState['backOffice']>;
}

const display = (stage: DockState['terminal']['display']['stage'], ...lines: string[]) => ({
  stage,
  lines,
  amount: null,
});

function dockWith({ reader, terminal, printer, billValidator, backOffice }: Devices = {}): DockState {
  return {
    reader: { plugged: true, holding: null, ...reader },
    terminal: { plugged: true, display: display('idle'), ...terminal },
    printer: { plugged: true, paperOut: false, coverOpen: false, cutterJammed: false, error: null, ...printer },
    billValidator: { inside: null, cassette: [], ...billValidator },
    backOffice: { trouble: null, ...backOffice },
  } as DockState;
}

const seen = (screen: CitizenScreen): GuideScreen => screen;
const at = (show: ViewName, more: object = {}) => ({ show, step: `1.${show}`, idle: null, ...more }) as GuideScreen;
const said = (screen: GuideScreen, devices: Devices = {}, memory: Partial<GuideMemory> = {}) =>
  hintOf({ screen, dock: dockWith(devices) }, { ...MEMORY, ...memory });

describe('the guide', () => {
  it('when a page is shown, then the guide has a hint, and a target unless the hint waits', () => {
    for (const screen of SCREENS) {
      const { id, target } = said(seen(screen));
      expect([screen.show, id, target !== null]).toEqual([screen.show, id, !NOTHING_TO_TOUCH.includes(id)]);
    }
  });

  it('when a page waits for the citizen, then the guide does not wait', () => {
    const waits = new Set(SCREENS.filter((screen) => said(screen).id === 'wait').map(({ show }) => show));
    expect([...waits].sort()).toEqual(
      [
        'issuing',
        'lodging',
        'lookingUp',
        'paying',
        'payingCash',
        'prefilling',
        'printing',
        'quoting',
        'readingDocument',
        'readingDues',
        'readingSlots',
        'starting',
      ].sort(),
    );
  });

  it('when the guide has a hint, then each language of the guide has a text for it', () => {
    expect(LANGUAGE_CODES).toEqual(expect.arrayContaining(Object.keys(GUIDE_WORDS)));
    for (const { hints, guideDoes } of Object.values(GUIDE_WORDS))
      for (const say of [...Object.values(hints), ...Object.values(guideDoes)]) expect(say('X')).toMatch(/[.»”]$/);
  });

  it.each<[string, Devices, HintId]>([
    ['without paper', { printer: { paperOut: true } }, 'refill'],
    ['with its cover open', { printer: { coverOpen: true } }, 'put-right'],
    ['with a jammed cutter', { printer: { cutterJammed: true } }, 'put-right'],
    ['with a fault of its printer', { printer: { error: 'mechanical' } }, 'put-right'],
    ['with its printer unplugged', { printer: { plugged: false } }, 'plug'],
    ['with its terminal unplugged', { terminal: { plugged: false } }, 'plug'],
    ['with its reader unplugged', { reader: { plugged: false } }, 'plug'],
    ['with its back office away', { backOffice: { trouble: 'down' } }, 'mend'],
  ])('when the kiosk is %s, then the guide asks to put it right, before and during a visit', (_, devices, id) => {
    for (const show of ['attract', 'choosing', 'identifying'] as const) expect(said(at(show), devices).id).toBe(id);
    expect(said(at('trouble', { canRetry: true }), devices).id).toBe(id);
  });

  it('when the visit is paid or the card was read, then an absent terminal or reader does not matter', () => {
    expect(said(at('printing'), { terminal: { plugged: false } }).id).toBe('wait');
    expect(said(at('checking'), { reader: { plugged: false } }).id).toBe('pay');
  });

  it('when a card is needed, left or unreadable, then the guide asks to put it in or to take it out', () => {
    expect(said(at('identifying', { stage: 'waiting', occupied: false, trouble: null })).id).toBe('card');
    const holding = { reader: { holding: 'aze-card-woman' } };
    expect(said(at('identifying', { stage: 'waiting', occupied: true, trouble: null }), holding).id).toBe('take-card');
    expect(said(at('identifying', { stage: 'waiting', occupied: false, trouble: 'RDR-102' }), holding).id).toBe(
      'take-card',
    );
    const waiting = at('identifying', { stage: 'waiting', occupied: false, trouble: null });
    expect(said(waiting, holding).id).toBe('wait');
    expect(said(waiting, holding, { lies: true }).id).toBe('take-card');
    expect(said(at('identifying', { stage: 'reading', occupied: false, trouble: null }), holding).id).toBe('wait');
    expect(said(at('identifying', { stage: 'waiting', occupied: false, trouble: 'RDR-106' })).id).toBe('back');
  });

  it('when the phone number is typed, then the guide names each digit, and accepts another phone number', () => {
    const typed = (value: string, problem: string | null = null) =>
      said(at('answering', { question: { kind: 'text', keyboard: 'digits', value, problem } }));
    expect(typed('').target?.find).toContain('[data-key="5"]');
    expect(typed('50 12').target?.find).toContain('[data-key="3"]');
    expect(typed('50 123 45 67').id).toBe('next');
    expect(typed('55 555 55 55').id).toBe('next');
    expect(typed('55', 'too short').id).toBe('type');
  });

  it('when the bank card is in, then the guide names each digit of the PIN', () => {
    const typed = (signs: string) =>
      said(at('paying', { stage: 'enter-pin' }), {
        terminal: { plugged: true, display: display('enter-pin', 'PIN', signs) },
      });
    expect(typed('').target?.find[0]).toContain('terminal-key-1');
    expect(typed('•••').target?.find[0]).toContain('terminal-key-4');
    expect(typed('••••').target?.find[0]).toContain('terminal-key-ok');
  });

  it('when notes are paid, then the guide names notes that make the sum', () => {
    const left = (amount: number, inserted: number) =>
      said(at('payingCash', { stage: 'insert', purchase: { amount }, inserted })).target?.find[0];
    expect(left(500, 0)).toContain('note-5');
    expect(left(3500, 2000)).toContain('note-10');
    expect(left(40, 0)).toContain('note-1');
  });

  it('when a visit must start again, then the guide first ends the present one', () => {
    for (const show of ['choosing', 'answering', 'checking', 'trouble', 'done'] as const) {
      const { id, target } = said(at(show), {}, { afresh: true });
      expect([show, id, target !== null]).toEqual([show, 'leave', true]);
    }
  });

  it('when the idle warning is up, then the guide asks to stay', () => {
    expect(said({ ...at('checking'), idle: { seconds: 30 } }).id).toBe('stay');
  });
});

const touch: Hint = said(at('identifying', { stage: 'waiting' }));
const next: Hint = said(at('answering', { question: { kind: 'choice', chosen: 'a' } }));
const waits: Hint = said(at('printing'));
const control = (selector = '.primary') => ({ matches: (wanted: string) => wanted.split(', ').includes(selector) });

function handsAt(hint: Hint, now = 100): GuidePressSchedule {
  const hands = new GuidePressSchedule();
  hands.hear(touch, 0);
  hands.allow(0);
  hands.hear(hint, now);
  return hands;
}

describe('touches of the guide itself', () => {
  it('when a whole visit is guided, then five touches are left to the visitor', () => {
    const touched = SCREENS.flatMap((screen) => {
      const hint = said(screen);
      return waitsForNewcomer(hint) ? [hint.id] : [];
    });
    expect([...new Set(touched), 'tap', 'paper'].sort()).toEqual(['card', 'choose', 'paper', 'start', 'tap']);
    expect(said(at('paying', { stage: 'present-card' }), { terminal: { display: display('present-card') } }).id).toBe(
      'tap',
    );
    expect(waitsForNewcomer(said(at('done'), {}, { printed: true }))).toBe(true);
  });

  it('when the visitor has not touched yet, then the guide touches nothing', () => {
    const hands = new GuidePressSchedule();
    hands.hear(next, 0);
    expect(hands.dueIn(next, 'key', 0)).toBeNull();
    expect(hands.take(next, control(), 'key', 0)).toBe(false);
    hands.allow(0);
    expect(hands.dueIn(touch, 'key', 0)).toBeNull();
    expect(hands.take(touch, control(), 'key', 0)).toBe(false);
  });

  it('when the guide touches, then it waits first, and repeats only after a time and not forever', () => {
    const hands = handsAt(next);
    const pause = hands.dueIn(next, 'key', 100)!;
    expect(pause).toBeGreaterThanOrEqual(400);
    for (let now = 1_000, times = 1; times <= 3; now += 3_000, times += 1) {
      expect([times, hands.take(next, control(), 'key', now)]).toEqual([times, true]);
      expect(hands.dueIn(next, 'key', now)).toBe(3_000);
    }
    expect(hands.take(next, control(), 'key', 12_000)).toBe(false);
    expect(hands.isBusyWith(next)).toBe(false);
  });

  it("when the next touch is the visitor's, then the guide stops", () => {
    const hands = handsAt(next);
    expect(hands.isBusyWith(next)).toBe(true);
    hands.hear(touch, 2_000);
    hands.hear(next, 3_000);
    expect(hands.isBusyWith(next)).toBe(false);
    expect(hands.dueIn(next, 'key', 3_000)).toBeNull();
  });

  it('when nothing moves for a while, then the guide stops', () => {
    const hands = handsAt(waits);
    expect(hands.isBusyWith(waits)).toBe(true);
    hands.hear(next, 40_000);
    expect(hands.isBusyWith(next)).toBe(false);
    const slow = handsAt(next);
    expect(slow.take(next, control(), 'key', 40_000)).toBe(false);
  });

  it('when the visitor touches another control, then the guide stops; a quick second touch does not count', () => {
    const hands = handsAt(next);
    expect(hands.interrupt(next, 300)).toBe(false);
    expect(hands.isBusyWith(next)).toBe(true);
    expect(hands.interrupt(next, 1_500)).toBe(true);
    expect(hands.dueIn(next, 'key', 1_500)).toBeNull();
  });

  it('when a control ends the visit, then the guide presses it only to start again', () => {
    for (const way of ['.stay', '.leave', '.button[slot="start"]'])
      expect(handsAt(next).take(next, control(way), 'key', 200)).toBe(false);
    const leave = said(at('checking'), {}, { afresh: true });
    expect(handsAt(leave).take(leave, control('.leave'), 'key', 200)).toBe(true);
    const done = said(at('done'));
    expect([done.id, handsAt(done).take(done, control(), 'key', 200)]).toEqual(['leave', false]);
  });

  it('when a device must be put right, then the guide leaves this to the visitor', () => {
    const plug = said(at('printing'), { printer: { plugged: false } });
    expect(handsAt(plug).dueIn(plug, 'key', 200)).toBeNull();
    expect(handsAt(plug).interrupt(plug, 5_000)).toBe(false);
  });

  it('when another card or answer is touched than the guide shows, then the touch counts; other controls do not', () => {
    const path = (selector: string) => [control(selector) as unknown as EventTarget];
    const matching = (hint: Hint, selector: string) =>
      touchesHintControl(hint, [{ matches: (wanted: string) => wanted.includes(selector) } as never]);
    expect([matching(touch, '.card'), matching(touch, '.choice')]).toEqual([true, false]);
    expect(touchesHintControl(next, path('.card'))).toBe(false);
  });

  it('when two pages have the same button, then the guide treats them as different', () => {
    const [one, two] = ['1.form.1', '1.form.2'].map((step) =>
      hintControlKey(next, { ...at('answering'), step }, 'Continue'),
    );
    expect(one).not.toBe(two);
  });
});

describe('a visit', () => {
  const bench = (papers: number, approvedTotal: number, cassette: readonly number[] = []) =>
    dockWith({
      printer: { plugged: true, paperCount: papers },
      terminal: { plugged: true, display: display('idle'), approvedTotal },
      billValidator: { inside: null, cassette },
    });
  const through = (
    visit: GuidedVisit,
    ...seen: readonly (readonly [number, GuideScreen, DockState])[]
  ): GuidedVisit => {
    let was: Parameters<typeof updateVisit>[1] = { screen: null, dock: null };
    let now = visit;
    for (const [ms, screen, dock] of seen) {
      now = updateVisit(now, was, { screen, dock }, ms);
      was = { screen, dock };
    }
    return now;
  };

  it('when the guided visit ends, then the guide has the time, the income and the paper of the visit', () => {
    const visit = through(
      newVisit('en'),
      [0, at('attract'), bench(3, 700, [5])],
      [10_000, at('choosing'), bench(3, 700, [5])],
      [30_000, at('printing'), bench(4, 1_200, [5])],
      [31_400, at('done'), bench(4, 1_200, [5, 1])],
      [90_000, at('attract'), bench(4, 1_200, [5, 1])],
    );
    expect(visit).toMatchObject({ printed: true, finished: false, seconds: 21, taken: 600 });
    expect(GUIDE_WORDS.en.seen(visit.seconds, '6.00 ₼')).toContain('21 seconds');
  });

  it('when an earlier visit is on the screen, then the guide does not count it', () => {
    const done = [0, at('done'), bench(1, 500)] as const;
    expect(through(newVisit('en'), done, [1_000, at('done'), bench(1, 500)]).printed).toBe(false);
    const anew = restartVisit(newVisit('en'), { screen: at('done'), dock: bench(1, 500) });
    expect(through(anew, [0, at('done'), bench(2, 500)])).toMatchObject({ printed: false, afresh: true });
    expect(through(anew, [0, at('attract'), bench(2, 500)]).afresh).toBe(false);
  });

  it('when the guided visit is finished, then the guide asks to pull a cable and put it back', () => {
    const pulls: GuidedVisit = { ...newVisit('en'), finished: true, pulls: true };
    expect(said(at('done'), {}, pulls).id).toBe('leave');
    expect(said(at('attract'), {}, pulls).id).toBe('pull');
    const pulled = { terminal: { plugged: false, display: display('idle') } };
    expect(said(at('attract'), pulled, pulls).id).toBe('pulled');
    const back = [10, at('attract'), dockWith({ billValidator: { inside: null, cassette: [] } })] as const;
    const away = [0, at('attract'), dockWith({ ...pulled, billValidator: { inside: null, cassette: [] } })] as const;
    expect(through(pulls, away).pulls).toBe(true);
    expect(through(pulls, away, back).pulls).toBe(false);
  });
});
