import { describe, expect, it } from 'vitest';
import type { RegisterAccess } from '../device/back-office/accesses.ts';
import { type MachineRig, machineRig } from './rigs/machine-rig.ts';
import { untilPrinting } from './support/machine-ways.ts';

const READ: readonly RegisterAccess[] = [
  { register: 'phone-numbers', title: 'Telefon nömrələri', reader: 'ASAN xidmət', at: '2026-11-24T14:29' },
  {
    register: 'identity-documents',
    title: 'Şəxsiyyət sənədlərinin reyestri',
    reader: 'Daxili İşlər Nazirliyi',
    at: '2026-11-24T14:31',
  },
];

async function untilDone(rig = machineRig()): Promise<MachineRig> {
  rig.office.state.accesses = READ;
  await untilPrinting(rig, 'en');
  rig.printer.finish();
  await rig.settled();
  expect(rig.screen()).toMatchObject({ show: 'done', wasRead: true });
  return rig;
}

const LOOK = { do: 'what-is-read' } as const;

describe('data that were read about a citizen', () => {
  it("when the visit is done, then the page lists the readings of personal data in the citizen's language", async () => {
    const rig = await untilDone();
    await rig.citizen(LOOK);
    expect(rig.screen()).toMatchObject({ show: 'whatWasRead', use: { stage: 'answered' } });
    const screen = rig.screen();
    if (screen.show !== 'whatWasRead' || screen.use.stage !== 'answered') throw new Error(screen.show);
    expect(screen.use.rows).toEqual([
      { ...READ[0], title: 'Register of phone numbers', reads: expect.stringMatching(/last two digits/) },
      {
        ...READ[1],
        title: 'Register of identity documents',
        reads: 'Your document and whether it is valid',
        reader: expect.stringMatching(/Ministry of Internal Affairs/),
      },
    ]);
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'done', survey: null });
    expect(rig.bugs).toEqual([]);
  });

  it('when a message is sent, then the page asks the office again and lists this reading', async () => {
    const rig = await untilDone();
    rig.office.state.accesses = READ.slice(1);
    await rig.citizen(LOOK, { do: 'back' });
    rig.office.state.accesses = READ;
    await rig.citizen({ do: 'send-message' }, LOOK);
    expect(rig.screen()).toMatchObject({ use: { rows: [{ register: 'phone-numbers' }, {}] } });
  });

  it('when the office does not answer, then the page of the readings can ask again', async () => {
    const rig = await untilDone();
    rig.office.state.down = true;
    await rig.citizen(LOOK);
    expect(rig.screen()).toMatchObject({ show: 'whatWasRead', use: { stage: 'unanswered' } });
    rig.office.state.down = false;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ use: { stage: 'answered' } });
    await rig.citizen({ do: 'retry' });
    expect(rig.screen()).toMatchObject({ use: { stage: 'answered' } });
  });

  it('when a message is being sent, then the page of the readings is offered only afterwards', async () => {
    const rig = await untilDone();
    const { sendMessage } = rig.office.contract;
    let answer: () => void = () => undefined;
    rig.office.contract.sendMessage = async (...question) => {
      await new Promise<void>((go) => {
        answer = go;
      });
      return sendMessage(...question);
    };
    await rig.citizen({ do: 'send-message' });
    expect(rig.screen()).toMatchObject({ show: 'done', message: { state: 'sending' }, wasRead: false });
    answer();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ message: { state: 'sent' }, wasRead: true });
  });

  it('when the visit ends, then the kiosk forgets the readings', async () => {
    const rig = await untilDone();
    await rig.citizen(LOOK, { do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'attract' });
    expect(JSON.stringify(rig.actor.getPersistedSnapshot())).not.toContain('2026-11-24T14:29');
  });

  it('when no personal data was read, then the visit does not offer the page of the readings', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'queue-ticket' }, { do: 'next' });
    const page = rig.screen();
    if (page.show !== 'answering' || page.question.kind !== 'choice') throw new Error(`at ${page.show}`);
    await rig.citizen({ do: 'answer', value: page.question.options[0]?.value ?? '' }, { do: 'next' }, { do: 'next' });
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', wasRead: false });
    await rig.citizen(LOOK);
    expect(rig.screen()).toMatchObject({ show: 'done' });
  });
});
