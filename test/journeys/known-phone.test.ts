import { describe, expect, it } from 'vitest';
import type { FoundApplication } from '../../device/back-office/contract.ts';
import type { RegisterFactsRequest } from '../../device/back-office/known.ts';
import { err, ok } from '../../drivers/result.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';

const PHONE = { number: '+994 •• ••• •• 14', token: 'phone-of-register' };
const SERVICE = 'identity-card-replacement';

const CONTINUED: FoundApplication = {
  reference: 'K5-7QF2-62',
  kiosk: 'K7',
  state: 'open',
  withdrawn: 'not-paid',
  service: SERVICE,
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
  payment: null,
  registered: null,
  answers: { reason: 'expired', mobile: PHONE.token },
};

interface Way {
  readonly assurance?: 'zone' | 'chip';
  readonly service?: string;
  readonly before?: (rig: MachineRig) => void;
}

async function atForm({ assurance = 'chip', service = SERVICE, before }: Way = {}, rig = machineRig()) {
  rig.office.state.phone = PHONE;
  await rig.settled();
  before?.(rig);
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service }, { do: 'next' });
  rig.reader.read(AYSEL, assurance);
  await rig.settled();
  return rig;
}

async function atPhone(way: Way = {}, rig = machineRig()): Promise<MachineRig> {
  await atForm(way, rig);
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  return rig;
}

const questionOf = (rig: MachineRig) => {
  const screen = rig.screen();
  if (screen.show !== 'answering') throw new Error(`at ${screen.show}`);
  return screen.question;
};
const types = (rig: MachineRig) =>
  expect(questionOf(rig)).toMatchObject({ kind: 'text', id: 'mobile', hint: expect.stringMatching(/card is ready/) });
const touch = (value: string) => ({ do: 'answer', value }) as const;
const row = (rig: MachineRig) => {
  const screen = rig.screen();
  if (screen.show !== 'checking') throw new Error(`at ${screen.show}`);
  return screen.rows.find(({ edit }) => edit === 'mobile')?.value;
};
const mobileOf = (rig: MachineRig) => rig.office.state.lodged.at(-1)?.request.answers['mobile'];

describe('phone in the register of an identified person', () => {
  it('when the page of the phone number opens, then it offers the masked number first, and says what each number is for', async () => {
    const rig = await atPhone();
    expect(questionOf(rig)).toMatchObject({
      kind: 'known-phone',
      id: 'mobile',
      options: [{ value: 'registered', label: PHONE.number, hint: expect.stringMatching(/code and the SMS/) }],
      another: { value: 'another', label: 'Another number', hint: expect.stringMatching(/this application only/) },
    });
    expect([...rig.office.state.knownQuestions.values()]).toMatchObject([{ wanted: ['phone'] }]);
  });

  it('when the masked number is touched, then the office gets its token and the key of the reading', async () => {
    const rig = await atPhone();
    await rig.citizen({ do: 'key', key: '5' }, { do: 'next' }, touch('registered'));
    expect(row(rig)).toBe(`${PHONE.number}, number in the register`);
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    const [key] = [...rig.office.state.knownQuestions.keys()];
    expect(rig.office.state.lodged).toMatchObject([{ request: { known: key, answers: { mobile: PHONE.token } } }]);
    expect(JSON.stringify(rig.written)).not.toMatch(/•• 14|phone-of-register/);
    expect(rig.bugs).toEqual([]);
  });

  it('when another number is typed, then the page says to which number code and SMS go', async () => {
    const rig = await atPhone();
    await rig.citizen(touch('another'));
    expect(questionOf(rig)).toMatchObject({ kind: 'text', value: '', prefix: '+994' });
    expect(questionOf(rig).hint).toContain('come to •• 14.');
    await rig.type('501234567');
    await rig.citizen({ do: 'next' });
    expect(row(rig)).toBe('+994 50 123 45 67');
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(mobileOf(rig)).toBe('501234567');
  });

  it('when *Back* or the row of the number is touched, then the offer returns, and either number can be chosen', async () => {
    const rig = await atPhone();
    await rig.citizen(touch('another'), { do: 'back' });
    expect(questionOf(rig)).toMatchObject({ kind: 'known-phone', options: [{ chosen: false }] });
    await rig.citizen(touch('registered'), { do: 'edit', what: 'mobile' });
    expect(questionOf(rig)).toMatchObject({ kind: 'known-phone', options: [{ chosen: true }] });
    await rig.citizen(touch('another'));
    await rig.type('501234567');
    await rig.citizen({ do: 'next' }, { do: 'edit', what: 'mobile' });
    expect(questionOf(rig)).toMatchObject({ kind: 'text', value: '50 123 45 67' });
    await rig.citizen({ do: 'back' }, touch('registered'));
    expect(row(rig)).toContain(PHONE.number);
  });

  it('when the form also has a child, then the kiosk asks for children and phone at once, and the visit forgets the phone number', async () => {
    const rig = await atForm({ service: 'passport-child' });
    expect([...rig.office.state.knownQuestions.values()]).toMatchObject([{ wanted: ['children', 'phone'] }]);
    await rig.citizen({ do: 'finish' });
    expect(JSON.stringify(rig.actor.getPersistedSnapshot())).not.toMatch(/•• 14|phone-of-register/);
  });
});

describe('found application with the number of the register', () => {
  async function atFound(found: FoundApplication): Promise<MachineRig> {
    const rig = machineRig();
    Object.assign(rig.office.state, { phone: PHONE, found });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await rig.type(found.reference);
    await rig.citizen({ do: 'next' });
    rig.reader.read(AYSEL, 'chip');
    await rig.settled();
    return rig;
  }

  it('when the citizen continues the application, then the kiosk reads no register, and the office gets the same token', async () => {
    const rig = await atFound(CONTINUED);
    await rig.citizen({ do: 'next' });
    expect(row(rig)).toBe('number in the register');
    await rig.citizen({ do: 'edit', what: 'mobile' });
    types(rig);
    await rig.citizen({ do: 'back' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(mobileOf(rig)).toBe(PHONE.token);
    expect(rig.office.state.knownQuestions.size).toBe(0);
    expect(rig.bugs).toEqual([]);
  });

  it('when the paper of the application is printed again, then the kiosk reads no register', async () => {
    const { ref, amount } = APPROVAL;
    const registered = { reference: CONTINUED.reference, registeredAt: '2026-11-24T10:00:00Z', appointment: null };
    const rig = await atFound({
      ...CONTINUED,
      state: 'registered',
      withdrawn: null,
      registered: { ...registered, document: null },
      payment: { ...ref, amount, at: '2026-11-20T09:15:00Z' },
    });
    await rig.citizen({ do: 'next' });
    expect(rig.printer.jobs).toHaveLength(1);
    expect(rig.office.state.knownQuestions.size).toBe(0);
    expect(rig.bugs).toEqual([]);
  });
});

describe('number that must be typed', () => {
  it('when only the zone was read, or the office gives no phone number, then the citizen types the phone number', async () => {
    const finder = await atPhone({ assurance: 'zone' });
    types(finder);
    expect(finder.office.state.knownQuestions.size).toBe(0);
    types(await atPhone({ before: ({ office }) => Object.assign(office.state, { phone: null }) }));
    types(await atPhone({ before: ({ office }) => Object.assign(office.state, { down: true }) }));
    const without = machineRig();
    without.office.contract.readKnown = async () => err({ code: 'BKO-102', kind: 'refused', reason: 'not-offered' });
    types(await atPhone({}, without));
  });

  it('when an office of an earlier version refuses the question, then the kiosk asks only for the children', async () => {
    const rig = machineRig();
    const asked: [string, RegisterFactsRequest][] = [];
    rig.office.contract.readKnown = async (key, request) => {
      asked.push([key, request]);
      if (request.wanted.includes('phone')) return err({ code: 'BKO-102', kind: 'refused', reason: 'malformed' });
      const child = { surname: 'Məmmədov', givenNames: 'Tunar', birthDate: '2018-09-07', fin: '8LV5G0P' };
      return ok({ children: [child], phone: null });
    };
    await atForm({ service: 'passport-child' }, rig);
    expect(questionOf(rig)).toMatchObject({ kind: 'children', options: [{ label: 'Tunar' }] });
    expect(asked.map(([, { wanted }]) => wanted)).toEqual([['children', 'phone'], ['children']]);
    await rig.citizen(touch('child-0'));
    await rig.type('501234567');
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged).toMatchObject([{ request: { known: asked[1]![0] } }]);
  });
});
