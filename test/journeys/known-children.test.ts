import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import type { RegisterChild } from '../../device/back-office/known.ts';
import { prefillMachine } from '../../device/session/steps/prefill/prefill.machine.ts';
import { UNANSWERED_DEVICES } from '../../device/session/visit/devices.ts';
import type { Language } from '../../device/words/language.ts';
import { err } from '../../drivers/result.ts';
import { AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { catalogue } from '../support/catalogue.ts';

const child = (givenNames: string, birthDate: string, fin: string): RegisterChild => ({
  surname: 'Məmmədov',
  givenNames,
  birthDate,
  fin,
});
const TUNAR = child('Tunar', '2018-09-07', '8LV5G0P');
const BABY = child('Nigar', '2026-05-11', '9CN4E2A');
const GROWN = child('Elvin', '2006-06-30', '3TR8B6D');

interface Way {
  readonly assurance?: 'zone' | 'chip';
  readonly children?: readonly RegisterChild[];
  readonly before?: (rig: MachineRig) => void;
  readonly language?: Language;
}

async function untilForm(way: Way = {}, service = 'passport-child', rig = machineRig()): Promise<MachineRig> {
  const { assurance = 'chip', children = [BABY, TUNAR, GROWN], before = () => undefined, language = 'en' } = way;
  rig.office.state.children = children;
  await rig.settled();
  before(rig);
  await rig.citizen({ do: 'start', language }, { do: 'choose', service }, { do: 'next' });
  rig.reader.read(AYSEL, assurance);
  await rig.settled();
  return rig;
}

const touch = (value: string) => ({ do: 'answer', value }) as const;
const page = (rig: MachineRig) => {
  const screen = rig.screen();
  if (screen.show !== 'answering') throw new Error(`at ${screen.show}`);
  return screen;
};

async function phone(rig: MachineRig) {
  await rig.type('501234567');
  await rig.citizen({ do: 'next' });
}

describe('children of a parent with a read chip', () => {
  it('when a child has an age for the service, then the form offers it by given name and year of birth', async () => {
    const rig = await untilForm();
    expect(page(rig)).toMatchObject({
      number: 1,
      question: {
        kind: 'children',
        title: 'Which child is this for?',
        options: [
          { value: 'child-0', label: 'Nigar', hint: 'Born in 2026', chosen: false },
          { value: 'child-1', label: 'Tunar', hint: 'Born in 2018', chosen: false },
        ],
        another: { value: 'another', label: 'Another child' },
      },
    });
    expect(JSON.stringify(page(rig))).not.toMatch(/2018-09|8LV5G0P|Məmmədov/);
  });

  it('when a child is touched, then all questions about the child are answered, and the office gets the key of the reading', async () => {
    const rig = await untilForm();
    await rig.citizen(touch('child-1'));
    expect(page(rig)).toMatchObject({ number: 2, of: 2, question: { id: 'mobile' } });
    await phone(rig);
    const screen = rig.screen();
    expect(screen).toMatchObject({ show: 'checking' });
    expect(JSON.stringify(screen)).toMatch(/Məmmədov.*Tunar.*7.September.2018.*8LV5G0P/);
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    const [key] = [...rig.office.state.knownQuestions.keys()];
    expect(rig.office.state.lodged).toMatchObject([
      {
        request: {
          known: key,
          answers: {
            'child-surname': 'Məmmədov',
            'child-given-names': 'Tunar',
            'child-birth-date': '2018-09-07',
            'child-fin': '8LV5G0P',
            mobile: '501234567',
          },
        },
      },
    ]);
    expect(JSON.stringify(rig.written)).not.toMatch(/Tunar|8LV5G0P/);
    expect(rig.bugs).toEqual([]);
  });

  it('when a child has another age, then the fitting term comes before the payment', async () => {
    const rig = await untilForm();
    await rig.citizen(touch('child-0'));
    expect(page(rig)).toMatchObject({ question: { id: 'child-birth-date', fitting: [{ value: 'age-0' }] } });
    await rig.citizen(touch('age-0'), { do: 'next' });
    expect(page(rig)).toMatchObject({ question: { id: 'mobile' } });
    await phone(rig);
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 1500 } });
  });

  it('when *Back* is touched, then the list of children returns, and another child can be touched', async () => {
    const rig = await untilForm();
    await rig.citizen(touch('child-1'), { do: 'back' });
    expect(page(rig).question).toMatchObject({ kind: 'children', options: [{ chosen: false }, { chosen: true }] });
    await rig.citizen(touch('another'));
    expect(page(rig).question).toMatchObject({ kind: 'text', id: 'child-surname', value: '' });
    await rig.citizen({ do: 'back' });
    expect(page(rig).question).toMatchObject({ kind: 'children', options: [{ chosen: false }, { chosen: false }] });
  });

  it('when another child is chosen, then the citizen types its data', async () => {
    const rig = await untilForm();
    await rig.citizen({ do: 'key', key: 'Q' }, { do: 'next' }, touch('child-2'), touch('child-9'));
    expect(page(rig).question).toMatchObject({ kind: 'children' });
    await rig.citizen(touch('another'));
    await rig.type('Quliyev');
    await rig.citizen({ do: 'next' });
    expect(page(rig)).toMatchObject({ number: 2, of: 5, question: { id: 'child-given-names', value: '' } });
  });

  it('when the row of the surname is touched, then the list of children returns, and one touch changes the child', async () => {
    const rig = await untilForm({ children: [TUNAR, { ...GROWN, birthDate: '2010-06-30' }] });
    await rig.citizen(touch('child-0'));
    await phone(rig);
    await rig.citizen({ do: 'edit', what: 'child-surname' }, touch('child-1'));
    expect(rig.screen().show).toBe('checking');
    expect(JSON.stringify(rig.screen())).toMatch(/Elvin.*30.June.2010.*3TR8B6D/);
  });

  it('when the citizen goes back and on, then the office is asked once; after the visit the kiosk keeps no child', async () => {
    const rig = await untilForm();
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('beforeYouStart');
    await rig.citizen({ do: 'next' });
    expect(page(rig).question.kind).toBe('children');
    expect(rig.office.state.knownQuestions.size).toBe(1);
    await rig.citizen({ do: 'finish' });
    expect(JSON.stringify(rig.actor.getPersistedSnapshot())).not.toContain('Tunar');
  });
});

describe('form that asks everything', () => {
  const asksAll = (rig: MachineRig) => expect(page(rig).question).toMatchObject({ id: 'child-surname', kind: 'text' });

  it('when only the zone was read, then the form offers no child: a finder of the card must not see the family', async () => {
    const rig = await untilForm({ assurance: 'zone' });
    asksAll(rig);
    expect(rig.office.state.knownQuestions.size).toBe(0);
  });

  it('when the chip was read in the visit before, then the form offers no child: another person may stand there', () => {
    const { services } = catalogue();
    const input = {
      catalogue: catalogue(),
      devices: UNANSWERED_DEVICES,
      today: '2026-11-27',
      dated: true,
      used: {},
      ...({ language: 'en', only: null, from: 'before' } as const),
      service: services.find(({ id }) => id === 'passport-child')!,
      person: { document: AYSEL, assurance: 'chip', handedOver: true },
    } as const;
    const actor = createActor(prefillMachine, { input }).start();
    expect(actor.getSnapshot().output).toEqual({
      end: 'done',
      facts: { prefill: { key: null, children: [], phone: null } },
    });
  });

  it('when the office leaves the question out, is away, or knows no child, then the form offers no child', async () => {
    const office = machineRig();
    office.office.contract.readKnown = async () => err({ code: 'BKO-102', kind: 'refused', reason: 'not-offered' });
    asksAll(await untilForm({}, 'passport-child', office));
    asksAll(await untilForm({ before: (rig) => (rig.office.state.down = true) }));
    asksAll(await untilForm({ children: [GROWN] }));
  });

  it('when the office takes over three seconds, then the form offers no child, but the application names the reading', async () => {
    const rig = await untilForm({ before: (each) => (each.office.state.slowRegister = new Promise(() => undefined)) });
    expect(rig.screen()).toMatchObject({ show: 'prefilling', service: "Child's passport" });
    rig.clock.increment(2_999);
    await rig.settled();
    expect(rig.screen().show).toBe('prefilling');
    rig.clock.increment(1);
    await rig.settled();
    asksAll(rig);
    expect(rig.office.state.knownQuestions.size).toBe(1);
  });
});
