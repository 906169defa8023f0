import { describe, expect, it } from 'vitest';
import type { Screen } from '../device/screen/screen.ts';
import { LANGUAGE_CODES } from '../device/words/language.ts';
import { type GuideMemory, type HintId, hintOf, type SeenScreen } from '../simulators/dock/page/demo/hints.ts';
import { GUIDE_WORDS } from '../simulators/dock/page/demo/words.ts';
import type { DockState } from '../simulators/dock/state.ts';
import { sampleNames, screenOf } from '../ui/gallery/samples.ts';
import type { Show } from '../ui/samples/sample.ts';

/* The guide of the demonstration, on every page that the kiosk can show, with devices in every state it looks at. */

const ASKED = { language: 'az', display: { contrast: false, text: 100, lower: false }, simulated: true } as const;
const MEMORY: GuideMemory = { language: 'az', afresh: false, finished: false, lies: false };
/** Of the pages that can be left at any time, none waits. */
const NOTHING_TO_TOUCH: readonly HintId[] = ['wait', 'away'];

const SCREENS: readonly Screen[] = sampleNames()
  .filter((sample): sample is { show: Show; name: string } => sample.show !== 'closed')
  .map(({ show, name }) => screenOf(show, name, ASKED, 4));

/** What the guide looks at of the dock, in order. */
interface Devices {
  readonly reader?: Partial<DockState['reader']>;
  readonly terminal?: Partial<DockState['terminal']>;
  readonly printer?: Partial<DockState['printer']>;
  readonly validator?: Partial<DockState['validator']>;
  readonly backOffice?: Partial<DockState['backOffice']>;
}

const display = (stage: DockState['terminal']['display']['stage'], ...lines: string[]) => ({
  stage,
  lines,
  amount: null,
});

function dockWith({ reader, terminal, printer, validator, backOffice }: Devices = {}): DockState {
  return {
    reader: { plugged: true, holding: null, ...reader },
    terminal: { plugged: true, display: display('idle'), ...terminal },
    printer: { plugged: true, paperOut: false, coverOpen: false, cutterJammed: false, ...printer },
    validator: { inside: null, ...validator },
    backOffice: { trouble: null, ...backOffice },
  } as DockState;
}

/** What the guide reads of a screen is there, and is what it takes it for. */
const seen = (screen: Screen): SeenScreen => screen;
const at = (show: Show, more: object = {}) => ({ show, idle: null, ...more }) as SeenScreen;
const said = (screen: SeenScreen, devices: Devices = {}, memory: Partial<GuideMemory> = {}) =>
  hintOf({ screen, dock: dockWith(devices) }, { ...MEMORY, ...memory });

describe('the guide', () => {
  it('says something on every page, and what is to be touched where anything can be', () => {
    for (const screen of SCREENS) {
      const { id, target } = said(seen(screen));
      expect([screen.show, id, target !== null]).toEqual([screen.show, id, !NOTHING_TO_TOUCH.includes(id)]);
    }
  });

  it('waits on no page that waits for the citizen', () => {
    const waits = new Set(SCREENS.filter((screen) => said(screen).id === 'wait').map(({ show }) => show));
    expect([...waits].sort()).toEqual(
      [
        'issuing',
        'lodging',
        'lookingUp',
        'paying',
        'payingCash',
        'printing',
        'quoting',
        'readingDocument',
        'readingDues',
        'readingSlots',
        'starting',
      ].sort(),
    );
  });

  it('has words for everything it says, in the languages of the kiosk', () => {
    expect(Object.keys(GUIDE_WORDS).sort()).toEqual([...LANGUAGE_CODES].sort());
    for (const { hints } of Object.values(GUIDE_WORDS))
      for (const say of Object.values(hints)) expect(say('X')).toMatch(/[.»”]$/);
  });

  it.each<[string, Devices, HintId]>([
    ['without paper', { printer: { paperOut: true } }, 'refill'],
    ['with its cover open', { printer: { coverOpen: true } }, 'put-right'],
    ['with a jammed cutter', { printer: { cutterJammed: true } }, 'put-right'],
    ['with its printer unplugged', { printer: { plugged: false } }, 'plug'],
    ['with its terminal unplugged', { terminal: { plugged: false } }, 'plug'],
    ['with its reader unplugged', { reader: { plugged: false } }, 'plug'],
    ['with its back office away', { backOffice: { trouble: 'down' } }, 'mend'],
  ])('has a kiosk %s put right, on whichever page', (_, devices, id) => {
    for (const show of ['attract', 'choosing', 'identifying'] as const) expect(said(at(show), devices).id).toBe(id);
    expect(said(at('trouble', { canRetry: true }), devices).id).toBe(id);
  });

  it('needs no terminal after it was paid, and no reader after the card was read', () => {
    expect(said(at('printing'), { terminal: { plugged: false } }).id).toBe('wait');
    expect(said(at('checking'), { reader: { plugged: false } }).id).toBe('pay');
  });

  it('has a card put in, and one taken out that lay there or could not be read', () => {
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

  it('spells the number digit by digit, and leaves a number that somebody has of his own', () => {
    const typed = (value: string, problem: string | null = null) =>
      said(at('answering', { question: { kind: 'text', keyboard: 'digits', value, problem } }));
    expect(typed('').target?.find).toContain('[data-key="5"]');
    expect(typed('50 12').target?.find).toContain('[data-key="3"]');
    expect(typed('50 123 45 67').id).toBe('next');
    expect(typed('55 555 55 55').id).toBe('next');
    expect(typed('55', 'too short').id).toBe('type');
  });

  it('spells the PIN for whoever put the bank card in', () => {
    const typed = (signs: string) =>
      said(at('paying', { stage: 'enter-pin' }), {
        terminal: { plugged: true, display: display('enter-pin', 'PIN', signs) },
      });
    expect(typed('').target?.find[0]).toContain('terminal-key-1');
    expect(typed('•••').target?.find[0]).toContain('terminal-key-4');
    expect(typed('••••').target?.find[0]).toContain('terminal-key-ok');
  });

  it('has notes put in that make the sum', () => {
    const left = (amount: number, inserted: number) =>
      said(at('payingCash', { stage: 'insert', purchase: { amount }, inserted })).target?.find[0];
    expect(left(500, 0)).toContain('note-5');
    expect(left(3500, 2000)).toContain('note-10');
    expect(left(40, 0)).toContain('note-1');
  });

  it('ends the visit that is under way before another, wherever it is', () => {
    for (const show of ['choosing', 'answering', 'checking', 'trouble', 'done'] as const) {
      const { id, target } = said(at(show), {}, { afresh: true });
      expect([show, id, target !== null]).toEqual([show, 'leave', true]);
    }
  });

  it('asks for nothing that would let the visit end by itself', () => {
    expect(said({ ...at('checking'), idle: { seconds: 30 } }).id).toBe('stay');
  });
});
